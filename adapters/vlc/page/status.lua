-- VLC's own status page, for what it tells beyond ours: the version, and everything to a VLC that ours is not for.
local requests = require "httprequests"
requests.processcommands()
requests.printTableAsJson(requests.getstatus(true))
