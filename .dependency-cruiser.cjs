// The layer table: who may import whom. An arrow that is not in it does not exist; to draw a new one, change this
// table and say why in the commit. `npm run layers` checks it.

/** Everything of ours; what is not listed here is a package or a built-in module of Node. */
const OURS =
  '^(protocol|sync|platform|adapters|jellyfin|companion|app|session-server|demo|bench|tests|setup)/'

/** Layers that a program may be composed of, by the folders they live in. */
const PRODUCT = ['protocol', 'sync', 'platform', 'adapters', 'jellyfin', 'companion', 'app', 'session-server']

/** The composition roots: the only files that may name concrete players, stores and carriers. */
const COMPANION_ROOT = '^companion/cli(\\.ts$|/)'
const SERVER_ROOT = '^session-server/server\\.ts$'
const ROOM = '^session-server/room/'
/** Asks Jellyfins who somebody is, as the library asks them for films. */
const IDENTITY = '^session-server/identity/'

/**
 * One row for each layer. `from` (and `except`) say which files are meant, `may` what they may import of ours.
 * `node: false` forbids Node's built-in modules; `packages` lists the packages allowed, absent means any.
 */
const layers = [
  { name: 'protocol', from: '^protocol/', may: ['protocol'], node: false, packages: ['zod'] },
  { name: 'sync', from: '^sync/', may: ['sync', 'protocol'], node: false, packages: [] },
  {
    name: 'platform',
    from: '^platform/',
    except: '\\.node\\.ts$',
    may: ['platform', 'sync', 'protocol'],
    node: false,
    packages: [],
  },
  { name: 'platform-node', from: '^platform/.*\\.node\\.ts$', may: ['platform', 'sync', 'protocol'] },
  {
    name: 'adapters',
    from: '^adapters/',
    except: '^adapters/(mpv|vlc)/',
    may: ['adapters', 'sync', 'protocol'],
    node: false,
  },
  { name: 'adapters-native', from: '^adapters/(mpv|vlc)/', may: ['adapters', 'sync', 'protocol'] },
  { name: 'player', from: '^adapters/player\\.ts$', may: ['sync', 'protocol'], node: false, packages: [] },
  { name: 'jellyfin', from: '^jellyfin/', may: ['jellyfin', 'protocol', 'platform'] },
  {
    name: 'companion',
    from: '^companion/',
    except: COMPANION_ROOT,
    may: ['companion', 'sync', 'protocol', 'platform', 'jellyfin', 'adapters/player.ts'],
    mayNot: COMPANION_ROOT,
  },
  { name: 'companion-cli', from: COMPANION_ROOT, may: PRODUCT.filter((layer) => layer !== 'app') },
  { name: 'room', from: ROOM, may: ['session-server/room', 'sync', 'protocol'], node: false, packages: [] },
  {
    name: 'session-server',
    from: '^session-server/',
    except: [ROOM, IDENTITY, SERVER_ROOT],
    may: ['session-server', 'platform', 'sync', 'protocol'],
    mayNot: SERVER_ROOT,
  },
  {
    name: 'identity',
    from: IDENTITY,
    may: ['session-server', 'jellyfin', 'platform', 'sync', 'protocol'],
    mayNot: SERVER_ROOT,
  },
  { name: 'server', from: SERVER_ROOT, may: ['session-server', 'platform', 'sync', 'protocol'] },
  {
    name: 'renderer',
    from: '^app/renderer/',
    may: ['app/renderer', 'protocol', 'sync', 'platform'],
    mayNot: '\\.node\\.ts$',
    node: false,
  },
  // What the two shells have in common, each of which adds windows: Electron's, and a browser's.
  { name: 'app-host', from: '^app/host/', may: PRODUCT, mayNot: '^app/(main|browser|renderer)/' },
  { name: 'browser-shell', from: '^app/browser/', may: PRODUCT, mayNot: '^app/(main|renderer)/' },
  // Notifications say problems as windows do: the words alone are common to both.
  { name: 'electron-main', from: '^app/main/', may: PRODUCT, mayNot: '^app/(browser/|renderer/(?!words/))' },
  { name: 'stand-in', from: '^demo/(library|films)/', may: ['demo', 'protocol', 'sync', 'platform'] },
  { name: 'demo', from: '^demo/', may: ['demo', ...PRODUCT] },
  { name: 'bench', from: '^bench/', may: ['bench', 'demo', ...PRODUCT] },
  { name: 'setup', from: '^setup/', may: ['setup'] },
]

/** `sync` -> the folder, `adapters/player.ts` -> that file. */
const asPath = (allowed) => (allowed.endsWith('.ts') ? `^${allowed.replace('.', '\\.')}$` : `^${allowed}/`)
const inWords = (list) => (list.length === 0 ? 'nothing' : list.join(', '))
const escaped = (packageName) => packageName.replace('/', '\\/')

/** The rules that one row of the table stands for. */
function rulesOf({ name, from, except, may, mayNot, node, packages }) {
  const files = { path: from, ...(except === undefined ? {} : { pathNot: except }) }
  const rules = [
    {
      name: `${name}-imports`,
      comment: `${from} may import only from ${inWords(may)}.`,
      severity: 'error',
      from: files,
      to: { path: OURS, pathNot: may.map(asPath) },
    },
  ]
  if (mayNot !== undefined) {
    rules.push({
      name: `${name}-roots`,
      comment: `${from} is composed by ${mayNot}, never the other way round.`,
      severity: 'error',
      from: files,
      to: { path: mayNot },
    })
  }
  if (node === false) {
    rules.push({
      name: `${name}-no-node`,
      comment: `${from} runs anywhere: no built-in modules of Node. Take what you need as an argument.`,
      severity: 'error',
      from: files,
      to: { dependencyTypes: ['core'] },
    })
  }
  if (packages !== undefined) {
    rules.push({
      name: `${name}-packages`,
      comment: `${from} may use these packages only: ${inWords(packages)}.`,
      severity: 'error',
      from: files,
      to: {
        path: 'node_modules/',
        ...(packages.length > 0 ? { pathNot: packages.map((name) => `node_modules/${escaped(name)}/`) } : {}),
      },
    })
  }
  return rules
}

const general = [
  {
    name: 'electron-entries',
    comment:
      'Only the entry files of app/main import electron; everything else takes what it needs as an argument.',
    severity: 'error',
    from: { pathNot: '^(app/main/(main|preload)\\.ts$|node_modules/)' },
    to: { path: 'node_modules/electron/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'no-circular',
    comment: 'Two files that import each other, even types only, are one file or a missing third one.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'known-folder',
    comment: 'Every folder has a row in the layer table: add one for this folder.',
    severity: 'error',
    from: { path: '^[^/]+/.+\\.(ts|tsx|mjs)$', pathNot: [OURS, '^(node_modules|\\.ci)/'] },
    to: {},
  },
  {
    name: 'resolves',
    comment: 'The imported file or package does not exist, or is missing from package.json.',
    severity: 'error',
    from: {},
    to: { dependencyTypes: ['unknown', 'npm-no-pkg', 'npm-unknown', 'undetermined'] },
  },
  {
    name: 'shipped-packages',
    comment:
      'What users run imports only "dependencies" of package.json; a devDependency may give it types only. (Windows are built: what they import is within the build. Electron brings itself.)',
    severity: 'error',
    from: {
      path: PRODUCT.map((layer) => `^${layer}/`),
      pathNot: '^app/(renderer/|main/(main|preload)\\.ts$)',
    },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'sdk-types-only',
    comment: '@jellyfin/sdk gives types only: import type.',
    severity: 'error',
    from: { pathNot: '^node_modules/' },
    to: { path: 'node_modules/@jellyfin/sdk/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'stores-and-buses',
    comment:
      'Rooms know the interfaces roomStore.ts, ledgerStore.ts and clusterBus.ts; only session-server/server.ts names the concrete ones.',
    severity: 'error',
    from: { path: '^session-server/(room|host|identity|transport)/' },
    to: {
      path: '^session-server/(storage|cluster)/',
      pathNot: '^session-server/(storage/(room|ledger)Store|cluster/clusterBus)\\.ts$',
    },
  },
  {
    name: 'transport-is-an-edge',
    comment:
      'session-server/transport is imported by session-server/server.ts only: rooms never see a socket.',
    severity: 'error',
    from: { path: '^session-server/(room|host|identity|storage|cluster)/' },
    to: { path: '^session-server/transport/' },
  },
]

module.exports = {
  forbidden: [...layers.flatMap(rulesOf), ...general],
  options: {
    // Types count: an interface taken from the wrong layer is a wrong arrow, although nothing is left of it at run time.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: ['node_modules', '(^|/)\\.cache/', '^dist/'] },
    exclude: { path: '^(out|artefacts)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
}
