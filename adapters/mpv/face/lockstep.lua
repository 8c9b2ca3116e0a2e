-- The face of Lockstep in MPV: who did what, the chat, a line of figures, and the keys for them. Lockstep loads it
-- into an MPV that it drives; put into MPV's folder "scripts" it can also join a room from a plain MPV:
--   mpv --script-opts=lockstep-room=<join link> film.mkv
-- It decides nothing: what it shows is told to it, and what is typed is told on. Messages: README.md beside this file.

local mp = require 'mp'
local utils = require 'mp.utils'

local o = {
  -- Keys in MPV's notation; empty = none. Your own input.conf goes before them.
  chat_key = 'ENTER',
  resync_key = 'Ctrl+r',
  figures_key = 'Ctrl+d',
  replay_key = 'Ctrl+b',
  back_key = 'Ctrl+n',
  ready_key = 'Ctrl+y',
  behind_key = 'Ctrl+,',
  ahead_key = 'Ctrl+.',
  -- How long a line stays, and how large it is on a picture 720 lines high.
  event_seconds = 5,
  chat_seconds = 12,
  font_size = 24,
  -- Joining from a plain MPV: the link, the program of Lockstep, your name in the room (empty = that of the account).
  room = '',
  companion = 'lockstep',
  name = '',
}
require('mp.options').read_options(o, 'lockstep')

local PROTOCOL = '1'
local KEPT_LINES = 8
local FADE_SECONDS = 1
local LONGEST_TEXT = 500 -- UTF-16 units, as the room counts them
local PICTURE_HEIGHT = 720
local JOIN_SECONDS = 30

local overlay = mp.create_osd_overlay('ass-events')
overlay.res_y = PICTURE_HEIGHT

local driven = false -- a companion drives this MPV
local events, chat = {}, {} -- { text, plain, gone_at }
local said = {} -- the same, one at most: a sentence for this viewer, such as a refusal
local figures, wants_figures = '', false
local note = '' -- what holds at the moment, such as a replay; stays until it is another
local typing = nil -- { characters, cursor }
local fading = nil -- timer

local function tell(...)
  mp.commandv('script-message', 'lockstep-face', ...)
end

-- Text of other people stays text: no ASS tag, no line break of its own.
local function escaped(text)
  text = text:gsub('[%c]+', ' '):gsub('\\', '\\\239\187\191'):gsub('{', '\\{')
  return text
end

local function alpha(line, now)
  if typing then return 0 end
  local left = line.gone_at - now
  return math.floor(255 * (1 - math.max(0, math.min(1, left / FADE_SECONDS))))
end

local function shown_lines(lines, now)
  local texts = {}
  for _, line in ipairs(lines) do
    local a = alpha(line, now)
    if a < 255 then texts[#texts + 1] = string.format('{\\alpha&H%02X&}%s', a, line.text) end
  end
  return texts
end

local function typed_text()
  return table.concat(typing.characters)
end

local function prompt()
  local before, after = {}, {}
  for index, character in ipairs(typing.characters) do
    local half = index <= typing.cursor and before or after
    half[#half + 1] = character
  end
  return '{\\alpha&H00&\\b1}Say:{\\b0} ' .. escaped(table.concat(before)) .. '{\\1c&H80FF80&}|{\\1c&HFFFFFF&}'
    .. escaped(table.concat(after))
end

local function style(position)
  return string.format('{%s\\fs%d\\bord2.2\\blur0.6\\shad0\\q0}', position, o.font_size)
end

local draw

-- Drawn again only while something fades.
local function schedule(now)
  local pending = false
  for _, lines in ipairs({ said, events, chat }) do
    for _, line in ipairs(lines) do pending = pending or line.gone_at > now end
  end
  if fading then fading:kill() end
  fading = pending and mp.add_timeout(0.1, function() draw() end) or nil
end

draw = function()
  local now = mp.get_time()
  local parts = {}
  local top = shown_lines(events, now)
  if note ~= '' then table.insert(top, 1, '{\\alpha&H00&\\b1}' .. escaped(note) .. '{\\b0}') end
  if wants_figures and figures ~= '' then table.insert(top, 1, '{\\alpha&H00&}' .. escaped(figures)) end
  for _, text in ipairs(shown_lines(said, now)) do table.insert(top, 1, text) end
  if #top > 0 then parts[#parts + 1] = style('\\an9') .. table.concat(top, '\\N') end
  local bottom = shown_lines(chat, now)
  if typing then bottom[#bottom + 1] = prompt() end
  if #bottom > 0 then
    local place = string.format('\\an1\\pos(24,%d)', PICTURE_HEIGHT - 90)
    parts[#parts + 1] = style(place) .. table.concat(bottom, '\\N')
  end
  local data = table.concat(parts, '\n')
  if data == '' then
    overlay:remove()
  elseif data ~= overlay.data then
    overlay.data = data
    overlay:update()
  end
  if data == '' then overlay.data = '' end
  schedule(now)
end

local function add(lines, line, seconds)
  line.gone_at = mp.get_time() + seconds
  lines[#lines + 1] = line
  if #lines > KEPT_LINES then table.remove(lines, 1) end
  draw()
end

local function show_event(text, seconds)
  add(events, { text = escaped(text), plain = text }, seconds or o.event_seconds)
end

local function say(text, ms)
  said = { { text = string.format('{\\b1\\fs%d}%s{\\b0\\fs%d}', math.floor(o.font_size * 1.25), escaped(text), o.font_size),
    plain = text, gone_at = mp.get_time() + (tonumber(ms) or 4000) / 1000 } }
  draw()
end

local function show_chat(name, text)
  local line = { text = '{\\b1}' .. escaped(name) .. ':{\\b0} ' .. escaped(text), plain = name .. ': ' .. text }
  add(chat, line, o.chat_seconds)
end

-- Typing. The keys are taken from MPV only while a line is being typed.

local function characters_of(text)
  local characters = {}
  for character in text:gmatch('[%z\1-\127\194-\244][\128-\191]*') do characters[#characters + 1] = character end
  return characters
end

local function length_of(characters)
  local units = 0
  for _, character in ipairs(characters) do units = units + (#character == 4 and 2 or 1) end
  return units
end

local function insert(text)
  for _, character in ipairs(characters_of(text)) do
    local longer = length_of(typing.characters) + (#character == 4 and 2 or 1)
    if longer <= LONGEST_TEXT and not character:match('%c') then
      table.insert(typing.characters, typing.cursor + 1, character)
      typing.cursor = typing.cursor + 1
    end
  end
end

local function erase(from, to)
  for _ = from, to do table.remove(typing.characters, from) end
  typing.cursor = from - 1
end

local function word_start()
  local at = typing.cursor
  while at > 0 and typing.characters[at] == ' ' do at = at - 1 end
  while at > 0 and typing.characters[at] ~= ' ' do at = at - 1 end
  return at + 1
end

local function stop_typing() end

local function say_it()
  local text = typed_text():match('^%s*(.-)%s*$')
  stop_typing()
  if text ~= '' then tell('typed', text) end
end

local typing_keys = {
  ENTER = say_it,
  KP_ENTER = say_it,
  ESC = function() stop_typing() end,
  BS = function() if typing.cursor > 0 then erase(typing.cursor, typing.cursor) end end,
  DEL = function()
    if typing.cursor < #typing.characters then erase(typing.cursor + 1, typing.cursor + 1) end
  end,
  LEFT = function() typing.cursor = math.max(0, typing.cursor - 1) end,
  RIGHT = function() typing.cursor = math.min(#typing.characters, typing.cursor + 1) end,
  HOME = function() typing.cursor = 0 end,
  END = function() typing.cursor = #typing.characters end,
  ['Ctrl+u'] = function() erase(1, typing.cursor) end,
  ['Ctrl+w'] = function() erase(word_start(), typing.cursor) end,
}
-- Keys that would seek or change the volume in the middle of a sentence.
for _, key in ipairs({ 'UP', 'DOWN', 'PGUP', 'PGDWN', 'TAB' }) do typing_keys[key] = function() end end

stop_typing = function()
  if not typing then return end
  typing = nil
  mp.remove_key_binding('lockstep-type')
  for key in pairs(typing_keys) do mp.remove_key_binding('lockstep-type-' .. key) end
  draw()
end

local function start_typing()
  if typing then return end
  typing = { characters = {}, cursor = 0 }
  mp.add_forced_key_binding('ANY_UNICODE', 'lockstep-type', function(press)
    if press.key_text and (press.event == 'down' or press.event == 'repeat' or press.event == 'press') then
      insert(press.key_text)
      draw()
    end
  end, { repeatable = true, complex = true })
  for key, act in pairs(typing_keys) do
    mp.add_forced_key_binding(key, 'lockstep-type-' .. key, function()
      act()
      draw()
    end, { repeatable = true })
  end
  -- At once, not when this script is idle next: the first letter may be on its way.
  if mp.flush_keybindings then mp.flush_keybindings() end
  draw()
end

-- What is offered while a companion drives this MPV.

local function toggle_figures()
  wants_figures = not wants_figures
  tell('figures', wants_figures and 'yes' or 'no')
  draw()
end

local function asker(what)
  return function() tell('asked', what) end
end

local OFFSET_STEP = 10 -- ms

local function shifter(by)
  return function() tell('offset', tostring(by)) end
end

local offered = {
  { 'chat', o.chat_key, start_typing },
  { 'resync', o.resync_key, asker('resync') },
  { 'figures', o.figures_key, toggle_figures },
  { 'replay', o.replay_key, asker('replay') },
  { 'back', o.back_key, asker('back') },
  { 'ready', o.ready_key, asker('ready') },
  { 'behind', o.behind_key, shifter(-OFFSET_STEP), 'repeatable' },
  { 'ahead', o.ahead_key, shifter(OFFSET_STEP), 'repeatable' },
}

local JOINING = 'Lockstep: joining the room ...'
local joining = nil -- timer while a companion of ours is starting

local function stop_waiting()
  if joining then joining:kill() end
  joining = nil
  for at = #events, 1, -1 do
    if events[at].plain == JOINING then table.remove(events, at) end
  end
  draw()
end

local function begin(protocol)
  if protocol ~= PROTOCOL or driven then return end
  driven = true
  stop_waiting()
  for _, offer in ipairs(offered) do
    local name, key, act, repeatable = offer[1], offer[2], offer[3], offer[4] ~= nil
    mp.add_key_binding(key ~= '' and key or nil, 'lockstep-' .. name, act, { repeatable = repeatable })
  end
  if wants_figures then tell('figures', 'yes') end
end

local function finish()
  stop_waiting()
  stop_typing()
  if driven then
    for _, offer in ipairs(offered) do mp.remove_key_binding('lockstep-' .. offer[1]) end
  end
  driven = false
  said, events, chat, figures, note = {}, {}, {}, '', ''
  draw()
end

local function here()
  tell('here', mp.get_script_name(), PROTOCOL)
end

-- For tests and for whoever cannot see the picture: what is on it now, line by line.
local function read()
  local now, texts = mp.get_time(), {}
  if wants_figures and figures ~= '' then texts[1] = figures end
  if note ~= '' then texts[#texts + 1] = note end
  for _, lines in ipairs({ said, events, chat }) do
    for _, line in ipairs(lines) do
      if alpha(line, now) < 255 then texts[#texts + 1] = line.plain end
    end
  end
  if typing then texts[#texts + 1] = 'Say: ' .. typed_text() end
  tell('shown', table.concat(texts, '\n'))
end

mp.register_script_message('lockstep-face-who', here)
mp.register_script_message('lockstep-face-begin', begin)
mp.register_script_message('lockstep-face-event', function(text) show_event(text) end)
mp.register_script_message('lockstep-face-say', say)
mp.register_script_message('lockstep-face-chat', show_chat)
mp.register_script_message('lockstep-face-figures', function(text)
  figures = text
  draw()
end)
mp.register_script_message('lockstep-face-note', function(text)
  note = text
  draw()
end)
mp.register_script_message('lockstep-face-read', read)
-- For keys and scripts of the viewer's own: does what the key of that name does.
mp.register_script_message('lockstep-do', function(what)
  for _, offer in ipairs(driven and offered or {}) do
    if offer[1] == what then offer[3]() end
  end
end)
mp.register_script_message('lockstep-face-end', finish)

-- Joining from a plain MPV: starts the companion, which then drives this MPV through its control socket.

local function windows()
  return package.config:sub(1, 1) == '\\'
end

-- A folder of our own that nobody else can enter, removed with MPV.
local function private_socket()
  if windows() then return string.format('\\\\.\\pipe\\lockstep-mpv-%d-%d', mp.get_property_number('pid'), os.time()) end
  local base = os.getenv('XDG_RUNTIME_DIR') or os.getenv('TMPDIR') or '/tmp'
  local made = mp.command_native({
    name = 'subprocess',
    playback_only = false,
    capture_stdout = true,
    args = { 'mktemp', '-d', utils.join_path(base, 'lockstep-XXXXXX') },
  })
  if made.status ~= 0 then return nil end
  local folder = made.stdout:match('^[^\n]+')
  local path = utils.join_path(folder, 'mpv')
  mp.register_event('shutdown', function()
    os.remove(path)
    os.remove(folder)
  end)
  return path
end

local function control_socket()
  local path = mp.get_property('input-ipc-server', '')
  if path ~= '' then return mp.command_native({ 'expand-path', path }) end
  path = private_socket()
  if path then mp.set_property('input-ipc-server', path) end
  return path
end

-- The link lets people in: it travels in the environment, which only this user can read, not in the arguments.
local function join(link)
  local control = control_socket()
  if not control then return show_event('Lockstep: no private folder for a control socket.', JOIN_SECONDS) end
  local args = { o.companion, 'join', '--mpv-socket', control, '--leave-with-player' }
  if o.name ~= '' then
    args[#args + 1] = '--name'
    args[#args + 1] = o.name
  end
  local environment = utils.get_env_list()
  environment[#environment + 1] = 'LOCKSTEP_LINK=' .. link
  local started = mp.command_native({
    name = 'subprocess',
    playback_only = false,
    detach = true,
    args = args,
    env = environment,
  })
  if not started or started.error_string == 'init' then
    local words = 'Lockstep: "%s" could not be started. Give its path: --script-opts=lockstep-companion=<path>'
    return show_event(words:format(o.companion), JOIN_SECONDS)
  end
  show_event(JOINING, JOIN_SECONDS)
  joining = mp.add_timeout(JOIN_SECONDS, function()
    joining = nil
    show_event('Lockstep: nothing came of it. Try "lockstep join" in a terminal to see why.', JOIN_SECONDS)
  end)
end

here()
if o.room ~= '' then join(o.room) end
