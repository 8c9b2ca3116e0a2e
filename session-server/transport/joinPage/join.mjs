// The page that a link leads to. Everything it needs stands in its own address; nothing of it is sent anywhere. The
// invitation is what follows the "#", which browsers keep to themselves.

const byId = (/** @type {string} */ id) => {
  const element = document.getElementById(id)
  if (element === null) throw new Error(`The page has no #${id}.`)
  return element
}

/** The server's base path, the code of the room and the invitation; null when the address is not whole. */
function readAddress() {
  const [, base = '', code = ''] = /^(.*)\/join\/([A-Za-z0-9_-]{4,64})\/?$/.exec(location.pathname) ?? []
  const fragment = location.hash.slice(1)
  const isWhole = code !== '' && /^[A-Za-z0-9_.-]{0,2048}$/.test(fragment)
  return isWhole ? { base, code, fragment } : null
}

function show() {
  const address = readAddress()
  byId('invited').hidden = address === null
  byId('broken').hidden = address !== null
  if (address === null) return
  const { base, code, fragment } = address
  const invitation = fragment === '' ? '' : `#${fragment}`
  const server = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${base}`
  const webLink = `${location.origin}${base}/join/${code}${invitation}`
  byId('host').textContent = location.host
  byId('code').textContent = code
  byId('open').setAttribute(
    'href',
    `lockstep://join/${code}?server=${encodeURIComponent(server)}${invitation}`,
  )
  byId('line').textContent = `lockstep join '${webLink}'`
  byId('copy').onclick = () => copy(webLink)
}

/** @param {string} link */
async function copy(link) {
  try {
    await navigator.clipboard.writeText(link)
    say('Copied.')
  } catch {
    // Browsers let pages copy over https only, and only when the person allows it.
    say('Your browser does not let this page copy. Copy the address of this page instead.')
  }
}

/** @param {string} sentence */
const say = (sentence) => {
  byId('said').textContent = sentence
}

byId('open').addEventListener('click', () => say('If nothing opens, see below.'))
addEventListener('hashchange', show)
show()
