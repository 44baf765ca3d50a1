-- What becomes of the server when it dies, when the user wants another one, and when the editor dies.
-- usage: nvim --clean --headless -l life.lua CONFIGURATION WORKSPACE
-- CONFIGURATION is the folder that holds lsp/copilot_manifest_ls.lua; WORKSPACE a copy of the example. Prints TAP; exit
-- status 1 when a check failed.

local configuration, workspace = arg[1], arg[2]
local folder = vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2))
local support = dofile(vim.fs.joinpath(folder, 'support.lua'))
local check, wait_for, client, finding = support.check, support.wait_for, support.client, support.finding
support.workspace = workspace
support.enable(configuration)

local MANIFEST = 'copilot/catalog/manifest.yml'
local messages = {}
vim.notify = function(message, level)
  table.insert(messages, { text = message, level = level })
end

-- Whether a process runs. One that has ended and that nobody has asked about yet (a zombie) does not.
local function is_running(pid)
  local state = vim.trim(vim.fn.system({ 'ps', '-o', 'stat=', '-p', tostring(pid) }))
  return state ~= '' and not vim.startswith(state, 'Z')
end

-- The servers that a process has started.
local function servers_of(pid)
  return vim.tbl_filter(function(child)
    local name = vim.fn.system({ 'ps', '-o', 'comm=', '-p', tostring(child) })
    return vim.trim(name):find('copilot-manife', 1, true) ~= nil and is_running(child)
  end, vim.api.nvim_get_proc_children(pid))
end

local function server()
  local found = servers_of(vim.fn.getpid())
  assert(#found == 1, ('there are %d servers'):format(#found))
  return found[1]
end

local function kill_server(signal)
  local old = client().id
  vim.uv.kill(server(), signal)
  wait_for('the end of the old server', function()
    return client() == nil or client().id ~= old
  end)
end

local function wait_for_new_server()
  wait_for('a new server', function()
    return client() ~= nil and client().initialized
  end)
end

local function findings_return()
  support.wait_for_finding('sidecar.mount-volume-unknown', 'source_volume: cover')
  wait_for('the finding of the edit', function()
    return finding('manifest.unknown-key', 'cpuu: 512') ~= nil
  end)
end

local function assert_none_twice()
  local seen = {}
  for _, found in ipairs(vim.diagnostic.get(0)) do
    local key = ('%d:%d %s'):format(found.lnum, found.col, found.code)
    assert(not seen[key], key .. ' is there twice')
    seen[key] = true
  end
end

check('a server that is killed in the middle of editing is started again, and its findings return', function()
  support.open(MANIFEST)
  support.attach()
  support.wait_for_finding('sidecar.mount-volume-unknown', 'source_volume: cover')
  support.replace('cpu: 512', 'cpuu: 512') -- an edit that only the editor remembers
  kill_server('sigkill')
  wait_for_new_server()
  findings_return()
  assert_none_twice()
end)

check('a server that gets SIGTERM from another program is started again too', function()
  kill_server('sigterm')
  wait_for_new_server()
  findings_return()
  assert_none_twice()
end)

check('edits go on with the new server', function()
  support.replace('cpuu: 512', 'cpu: 512')
  wait_for('the finding to go', function()
    return finding('manifest.unknown-key', 'cpu: 512') == nil
  end)
  support.replace('cpu: 512', 'cpuu: 512')
  findings_return()
end)

check('a server that dies again and again is given up, with a message; LspCopilotRestart starts it', function()
  for _ = 1, 2 do -- it died twice above, and four times are too many but one
    kill_server('sigkill')
    wait_for_new_server()
    findings_return()
  end
  messages = {}
  kill_server('sigkill')
  wait_for('the message', function()
    return vim.iter(messages):any(function(message)
      return message.level == vim.log.levels.ERROR and message.text:find('LspCopilotRestart', 1, true) ~= nil
    end)
  end)
  vim.wait(1000)
  assert(#servers_of(vim.fn.getpid()) == 0 and client() == nil, 'it was started once more')
  vim.cmd.LspCopilotRestart()
  wait_for_new_server()
  findings_return()
end)

check('LspCopilotRestart ends the server and starts another one', function()
  local old, old_process = client().id, server()
  vim.cmd.LspCopilotRestart()
  wait_for('another server', function()
    return client() ~= nil and client().id ~= old and client().initialized
  end)
  assert(not is_running(old_process), 'the old one still runs')
  findings_return()
end)

check('a server that the user stops stays away', function()
  client():stop()
  wait_for('its end', function()
    return client() == nil and #servers_of(vim.fn.getpid()) == 0
  end)
  vim.wait(1000)
  assert(client() == nil, 'it was started again')
end)

check('the server ends within seconds when the editor is killed', function()
  local init = vim.fs.joinpath(folder, 'plain.lua')
  local file = vim.fs.joinpath(workspace, MANIFEST)
  local job = vim.fn.jobstart({ vim.v.progpath, '--clean', '--headless', '-u', init, file }, {
    env = { CONFIGURATION = configuration },
  })
  local editor, orphan = vim.fn.jobpid(job), nil
  wait_for('the server of the other editor', function()
    orphan = servers_of(editor)[1]
    return orphan ~= nil
  end)
  vim.wait(1000) -- it has read the manifest by then
  assert(is_running(orphan))
  vim.uv.kill(editor, 'sigkill')
  vim.fn.jobwait({ job }, support.TIMEOUT_MS)
  local ended = vim.wait(5000, function()
    return not is_running(orphan)
  end, 50)
  assert(ended, ('server %d lives on without its editor'):format(orphan))
end)

os.exit(support.failures == 0 and 0 or 1)
