// For the build of the windows: what a small first script asks for only later is on its way from the beginning.

/**
 * Puts links for what the module `entry` needs into the page: its scripts are fetched and compiled, its styles fetched,
 * while the page is painted for the first time. None of them holds up that.
 *
 * @param {string} entry path of a module that the first script imports
 * @returns {import('vite').Plugin}
 */
export const earlyLinks = (entry) => ({
  name: 'lockstep-early-links',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle }) {
      const chunks = Object.values(bundle ?? {}).filter((part) => part.type === 'chunk')
      const needed = withImports(
        chunks,
        chunks.find(({ moduleIds }) => moduleIds.includes(entry)),
      )
      if (needed.size === 0) throw new Error(`${entry} is not in the build.`)
      const styles = new Set(
        [...needed].flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]),
      )
      return [
        // As the build's own links to styles: what is fetched in another mode is fetched a second time.
        ...[...styles].map((name) =>
          link({ rel: 'preload', as: 'style', crossorigin: true, href: `./${name}` }),
        ),
        ...[...needed].map(({ fileName }) => link({ rel: 'modulepreload', href: `./${fileName}` })),
      ]
    },
  },
})

/**
 * A chunk with all that it imports.
 *
 * @param {readonly Chunk[]} chunks
 * @param {Chunk | undefined} first
 * @returns {ReadonlySet<Chunk>}
 */
function withImports(chunks, first) {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  /** @type {Set<Chunk>} */
  const needed = new Set(first === undefined ? [] : [first])
  // A set goes on with what is added to it meanwhile.
  for (const { imports } of needed) {
    for (const name of imports) {
      const chunk = byName.get(name)
      if (chunk !== undefined) needed.add(chunk)
    }
  }
  return needed
}

/** @typedef {Extract<NonNullable<import('vite').IndexHtmlTransformContext['bundle']>[string], { type: 'chunk' }>} Chunk */

/**
 * @param {Record<string, string | boolean>} attrs
 * @returns {import('vite').HtmlTagDescriptor}
 */
const link = (attrs) => ({ tag: 'link', attrs, injectTo: 'head' })
