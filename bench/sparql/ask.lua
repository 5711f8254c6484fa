-- Asks a server for queries made from a template: `{}` is a number that goes up with each request.
-- Arguments: path of the endpoint, template (encoded for a URL), first number, how many numbers there are.
local threads = 0

function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end

function init(arguments)
  before, after = arguments[2]:match("^(.*){}(.*)$")
  before = arguments[1] .. "?query=" .. before
  first, numbers = tonumber(arguments[3]), tonumber(arguments[4])
  position = id * math.floor(numbers / 2)
  wrk.headers["Accept"] = "application/sparql-results+json"
end

function request()
  position = position + 1
  return wrk.format("GET", before .. (first + position % numbers) .. after)
end

function done(summary, latency, requests)
  io.write(string.format(
    "result %d %d %d %d %d\n",
    summary.requests, summary.duration, summary.errors.status + summary.errors.timeout,
    latency:percentile(50), latency:percentile(99)
  ))
end
