-- An interface of VLC's own that tells what happens in it to whoever measures it, and does there what a viewer's hand
-- would do. It shares neither page nor thread nor connection with what drives VLC. Times are VLC's microseconds.
--
-- VLC tells, one line each:
--   film <time> <mdate> <mdate before> <state> <rate> <cache>   whenever one of them has changed, and once at the start
--   none <mdate>                                                nothing is open any more
-- and is told:
--   key <name of a key action of VLC>
--   time <microseconds>, state <number>, rate <number>, in <address>, quit
local asked = config or {}
local LOOK_EVERY = 500
local IDLE_EVERY = 5000

local connection = vlc.net.connect_tcp("127.0.0.1", asked.port)
if not connection or connection < 0 then return end

local function tell(...)
  vlc.net.send(connection, string.format(...) .. "\n")
end

-- Everybody on this machine may connect to a port: who we are stands in the configuration of this VLC.
tell("meter %s", asked.secret)

local function number(value)
  return tonumber(value) or 0
end

local hands = {
  key = function(name)
    local action = vlc.misc.action_id(name)
    if action then vlc.var.set(vlc.object.libvlc(), "key-action", action) end
  end,
  time = function(value, input) if input then vlc.var.set(input, "time", number(value)) end end,
  state = function(value, input) if input then vlc.var.set(input, "state", number(value)) end end,
  rate = function(value, input) if input then vlc.var.set(input, "rate", number(value)) end end,
  open = function(address) vlc.playlist.add({ { path = address } }) end,
  quit = function() vlc.misc.quit() end,
}

local unread = ""
local function obey(input)
  local heard = vlc.net.recv(connection, 1000)
  if not heard then return end
  unread = unread .. heard
  for line in unread:gmatch("([^\n]*)\n") do
    local what, value = line:match("^(%a+) ?(.*)$")
    if hands[what] then hands[what](value, input) end
  end
  unread = unread:match("[^\n]*$")
end

local before, shown = vlc.misc.mdate(), nil
while true do
  local input = vlc.object.input()
  local now = vlc.misc.mdate()
  if input then
    local get = function(name) return vlc.var.get(input, name) end
    local time, state, rate, cache = get("time"), get("state"), get("rate"), get("cache")
    now = vlc.misc.mdate()
    local found = string.format("%.0f %d %.9g %d", time, state, rate, cache >= 1 and 1 or 0)
    if found ~= shown then
      tell("film %.0f %.0f %.0f %d %.9g %.6g", time, now, before, state, rate, cache)
      shown = found
    end
  elseif shown then
    tell("none %.0f", now)
    shown = nil
  end
  before = now
  obey(input)
  vlc.misc.mwait(vlc.misc.mdate() + (input and LOOK_EVERY or IDLE_EVERY))
end
