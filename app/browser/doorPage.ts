/**
 * What a window sees that has no session: exchanges the key in its address, or says why it cannot come in. It needs no
 * build and knows nothing of the app.
 */
export const doorPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<title>Lockstep</title>
<link rel="stylesheet" href="/door.css">
</head>
<body>
<main>
<h1>Lockstep</h1>
<p id="sentence" role="status">Opening ...</p>
<p id="next"></p>
</main>
<script src="/door.js"></script>
</body>
</html>
`

export const doorStyle = `:root { color-scheme: dark light; }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center;
  font: 1.0625rem/1.5 system-ui, sans-serif; background: #14161a; color: #f1f3f5;
}
main { max-width: 32rem; padding: 2rem; }
h1 { font-size: 1.25rem; font-weight: 600; margin: 0 0 1rem; }
p { margin: 0 0 .75rem; }
#next { color: #adb5bd; }
@media (prefers-color-scheme: light) { body { background: #fff; color: #212529; } #next { color: #495057; } }
`

/** The key is taken out of the address at once: nobody who looks at the window later, or at its history, sees it. */
export const doorScript = `const key = new URLSearchParams(location.hash.slice(1)).get('key')
const say = (sentence, next) => {
  document.getElementById('sentence').textContent = sentence
  document.getElementById('next').textContent = next
}
const wrong = () => say(
  'This address has been used already, or it is not the right one.',
  'Each address opens one window. Press Enter in the terminal where Lockstep runs to get a new one.')
const open = async () => {
  history.replaceState(null, '', '/')
  const answer = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key }),
  })
  if (answer.ok) location.replace('/')
  else wrong()
}
const lost = () => say('Lockstep does not answer.', 'Look whether it still runs, and open its address again.')
// Whoever came here by a link may have a session all the same: browsers keep it back from links.
const come = async () => {
  if ((await fetch('/session')).ok) location.replace('/')
  else say(
    'This window is not connected with Lockstep.',
    'Open the address that Lockstep printed in its terminal. If it was started again since, it printed a new one.')
}
(key ? open() : come()).catch(lost)
`
