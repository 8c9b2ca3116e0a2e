-- The page that a VLC 3 of ours serves to its Lockstep, at /requests/sync.json: it does what is asked, then says how
-- things are. Times are VLC's own microseconds; `mdate` is its monotonic clock. VLC has one thread for all its pages.
local json = require "dkjson"

local asked = _GET or {}
local began = vlc.misc.mdate()
local input = vlc.object.input()
local vout = vlc.object.vout()

local function number(name)
  return tonumber(asked[name])
end

local function var(name)
  return vlc.var.get(input, name)
end

-- The film gets a playlist of its own. Options of one film win over the viewer's for all films.
if asked.load then
  vlc.playlist.clear()
  vlc.playlist.add({ {
    path = asked.load,
    name = asked.name,
    options = type(asked.option) == "table" and asked.option or { asked.option },
  } })
  input = vlc.object.input()
end

-- What a viewer did just before would otherwise be lost without a trace.
local foundrate = nil
if input then
  if number("rate") then
    foundrate = var("rate")
    vlc.var.set(input, "rate", number("rate"))
  end
  if number("time") then vlc.var.set(input, "time", math.floor(number("time"))) end
  if asked.state == "pause" then vlc.var.set(input, "state", 3) end
  if asked.state == "play" then vlc.var.set(input, "state", 2) end
  if number("audio") then vlc.var.set(input, "audio-es", number("audio")) end
  if number("subtitle") then vlc.var.set(input, "spu-es", number("subtitle")) end
  if number("sounddelay") then vlc.var.set(input, "audio-delay", math.floor(number("sounddelay"))) end
  if asked.addsubtitle then vlc.input.add_subtitle_mrl(asked.addsubtitle, asked.selected == "yes") end
  if asked.say then vlc.osd.message(asked.say, 1, "top-left", number("for")) end
end
if number("volume") then vlc.volume.set(number("volume")) end
if vout and asked.fullscreen then vlc.video.fullscreen(asked.fullscreen) end

-- The position is right when it is refreshed: waits for that, and says when the old one was seen last and the new one
-- first.
local seen, unrefreshed = vlc.misc.mdate(), nil
if input and number("edge") then
  local deadline = seen + 1000 * math.min(number("edge"), 400)
  local before, last, now = var("time"), seen, seen
  repeat
    last = now
    vlc.misc.mwait(now + 500)
    now = vlc.misc.mdate()
  until var("time") ~= before or var("state") ~= 2 or now > deadline
  if var("time") ~= before then seen, unrefreshed = vlc.misc.mdate(), last end
end

local function choices(name)
  local ids, titles = vlc.var.get_list(input, name)
  local found = {}
  for index, id in pairs(ids) do
    if id >= 0 then found[#found + 1] = { id = id, title = titles[index] } end
  end
  return setmetatable(found, { __jsontype = "array" })
end

local function film()
  if not input then return nil end
  local told = {
    state = var("state"), time = var("time"), rate = var("rate"), cache = var("cache"), length = var("length"),
    audio = var("audio-es"), subtitle = var("spu-es"),
    tracks = vlc.var.count_choices(input, "audio-es") + vlc.var.count_choices(input, "spu-es"),
  }
  if asked.tracks then
    told.audios, told.subtitles = choices("audio-es"), choices("spu-es")
  end
  return told
end

local told = {
  began = began, foundrate = foundrate, seen = seen, unrefreshed = unrefreshed,
  item = vlc.playlist.current(), film = film(),
}
told.mdate = vlc.misc.mdate()
told.second = os.time()
told.volume = vlc.volume.get()
local aout = vlc.object.aout()
if aout then told.device = vlc.var.get(aout, "device") or "" end
local item = vlc.input.item()
if item then told.name = item:name() end
print(json.encode(told))

if asked.quit then vlc.misc.quit() end
