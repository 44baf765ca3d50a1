-- What a user of Neovim meets.
-- usage: nvim --clean --headless -l check.lua CONFIGURATION WORKSPACE JAPANESE REFERENCE SCREEN
-- CONFIGURATION is the folder that holds lsp/copilot_manifest_ls.lua; WORKSPACE a copy of the example and JAPANESE one of
-- tests/editors/japanese, both of which may be changed; REFERENCE the file docs/reference/ja/sidecars.md. What Neovim
-- shows of JAPANESE is written to the file SCREEN. Prints TAP; exit status 1 when a check failed. Nothing here depends on
-- the wording of messages: findings are known by rule id and by the text they stand on, documentation is compared with
-- REFERENCE.

local configuration, workspace, japanese, reference, screen_file = arg[1], arg[2], arg[3], arg[4], arg[5]
local folder = vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2))
local support = dofile(vim.fs.joinpath(folder, 'support.lua'))
local NAME, SOURCE, TIMEOUT_MS = support.NAME, support.SOURCE, support.TIMEOUT_MS
local check, wait_for, open, client, attach = support.check, support.wait_for, support.open, support.client, support.attach
local find, finding, wait_for_finding = support.find, support.finding, support.wait_for_finding
local request, ask, replace, has_kana = support.request, support.ask, support.replace, support.has_kana
support.workspace = workspace

-- What is offered at the end of `typed`, put on a line of its own below the line that holds `above`.
local function completion_items(above, typed)
  local row = find(above) + 1
  vim.api.nvim_buf_set_lines(0, row, row, true, { typed })
  local found = ask('textDocument/completion', row, #typed) or {}
  vim.api.nvim_buf_set_lines(0, row, row + 1, true, {})
  return found.items or found
end

local function key_of(item)
  return (item.label:gsub(':.*', ''))
end

local function completions(above, typed)
  return vim.tbl_map(key_of, completion_items(above, typed))
end

-- The titles of what is offered to repair a finding.
local function fixes(found)
  local first, last = { found.lnum + 1, found.col }, { found.end_lnum + 1, found.end_col }
  local place = vim.lsp.util.make_given_range_params(first, last, 0, client().offset_encoding)
  place.context = { diagnostics = { found.user_data.lsp } }
  return vim.tbl_map(function(action)
    return action.title
  end, request('textDocument/codeAction', place) or {})
end

local function assert_offers(labels, wanted, unwanted)
  assert(vim.list_contains(labels, wanted), wanted .. ' is not among ' .. vim.inspect(labels))
  assert(not vim.list_contains(labels, unwanted), unwanted .. ', which is there already, is offered again')
end

local function assert_silent(file, text)
  vim.fn.writefile(text, vim.fs.joinpath(workspace, file))
  open(file)
  attach()
  ask('textDocument/hover', 0, 0) -- an answer to it: the server has seen the file
  vim.wait(500)
  assert(#vim.diagnostic.get(0) == 0, vim.inspect(vim.diagnostic.get(0)))
end

-- The first sentence of the documentation of `key` of a mount point, in Japanese.
local function documented(key)
  local text = table.concat(vim.fn.readfile(reference), '\n')
  local heading = ('## `sidecars.<name>.mount_points[].%s`\n\n'):format(key)
  local _, last = text:find(heading, 1, true)
  assert(last, reference .. ' no longer holds ' .. heading)
  local sentence = text:sub(last + 1):match('^(.-)。')
  assert(has_kana(sentence), sentence)
  return sentence
end

local function assert_holds(text, part)
  assert(text:find(part, 1, true), ('%q does not stand in:\n%s'):format(part, text))
end

-- A Neovim as a person has it, with the manifest of JAPANESE open and the locale ja: a function that types keys, one that
-- gives the text on its screen, one that ends it. Its screen is a window that floats, which alone may be wider than 80
-- columns in a Neovim without a screen of its own.
local function start_on_screen()
  local width, height = 140, 36
  vim.o.columns, vim.o.lines = width, height + 2
  local window = { relative = 'editor', row = 0, col = 0, width = width, height = height }
  vim.api.nvim_open_win(vim.api.nvim_create_buf(false, true), true, window)
  local init = vim.fs.joinpath(folder, 'japanese.lua')
  local command = { vim.v.progpath, '--clean', '-u', init, 'copilot/web/manifest.yml' }
  local job = vim.fn.jobstart(command, { term = true, cwd = japanese, env = { CONFIGURATION = configuration } })
  local buffer = vim.api.nvim_get_current_buf()
  local function type_keys(keys)
    vim.api.nvim_chan_send(job, keys)
  end
  local function screen()
    return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
  end
  local function stop()
    vim.fn.jobstop(job)
    vim.fn.jobwait({ job }, TIMEOUT_MS)
  end
  return type_keys, screen, stop
end

local function wait_for_screen(screen, part)
  local shown = vim.wait(TIMEOUT_MS, function()
    return screen():find(part, 1, true) ~= nil
  end, 50)
  assert(shown, ('%q does not stand on the screen:\n%s'):format(part, screen()))
end

local exit_code, exit_signal
support.enable(configuration)
vim.lsp.config(NAME, {
  on_exit = {
    vim.lsp.config[NAME].on_exit,
    function(code, signal)
      exit_code, exit_signal = code, signal
    end,
  },
})

check('the server starts for a manifest, at the folder that holds copilot/', function()
  open('copilot/catalog/manifest.yml')
  attach()
  assert(vim.uv.fs_realpath(client().root_dir) == vim.uv.fs_realpath(workspace), client().root_dir)
end)

check('a volume that is not declared is underlined', function()
  local found = wait_for_finding('sidecar.mount-volume-unknown', 'source_volume: cover')
  local row, column = find('cover')
  assert(found.source == SOURCE, vim.inspect(found))
  assert(found.severity == vim.diagnostic.severity.ERROR, vim.inspect(found))
  assert(found.lnum == row and found.col == column and found.end_col == column + #'cover', vim.inspect(found))
  assert(#found.message > 10, found.message)
end)

check('every finding names its source and its rule', function()
  local findings = vim.diagnostic.get(0)
  assert(#findings > 0)
  for _, found in ipairs(findings) do
    assert(found.source == SOURCE and type(found.code) == 'string', vim.inspect(found))
  end
end)

check('a half-typed key of the manifest is completed', function()
  assert_offers(completions('cpu: 512', 'plat'), 'platform', 'cpu')
end)

check('a half-typed key of a sidecar is completed', function()
  assert_offers(completions('    port: 8000', '    dep'), 'depends_on', 'mount_points')
end)

check('hover documents a key', function()
  local answer = ask('textDocument/hover', find('mount_points'))
  assert(answer, 'no hover')
  local lines = vim.lsp.util.convert_input_to_markdown_lines(answer.contents)
  assert(#table.concat(lines, ' ') > 20, vim.inspect(answer))
end)

check('a repaired mistake loses its finding, a new one gets one', function()
  wait_for_finding('sidecar.mount-volume-unknown', 'source_volume: cover')
  replace('source_volume: cover', 'source_volume: covers')
  wait_for('the finding to go', function()
    return finding('sidecar.mount-volume-unknown', 'source_volume: covers') == nil
  end)
  replace('cpu: 512', 'cpuu: 512')
  wait_for_finding('manifest.unknown-key', 'cpuu: 512')
  replace('cpuu: 512', 'cpu: 512')
  wait_for('the finding to go', function()
    return finding('manifest.unknown-key', 'cpu: 512') == nil
  end)
end)

check('a second manifest has findings of its own from the same server', function()
  local first = client().id
  open('copilot/storefront/manifest.yml')
  attach()
  wait_for_finding('manifest.unknown-key', 'helthcheck')
  assert(client().id == first)
end)

-- The lines of a buffer that shows the effective manifest of `environment`, when one of them begins with `line`.
local function wait_for_effective(environment, line)
  local lines
  wait_for('the effective manifest of ' .. environment, function()
    local buffer = vim.iter(vim.api.nvim_list_bufs()):find(function(buffer)
      return vim.startswith(vim.api.nvim_buf_get_name(buffer), ('copilot-manifest://%s/'):format(environment))
    end)
    lines = buffer and vim.api.nvim_buf_get_lines(buffer, 0, -1, false) or {}
    return vim.iter(lines):any(function(found)
      return vim.startswith(found, line)
    end)
  end)
  return lines
end

check('a code lens opens the effective manifest, which follows the edits', function()
  open('copilot/catalog/manifest.yml')
  attach()
  local manifest = vim.api.nvim_get_current_buf()
  local row = find('  prod:')
  local of_document = { textDocument = vim.lsp.util.make_text_document_params() }
  local lens = vim.iter(request('textDocument/codeLens', of_document)):find(function(lens)
    return lens.range.start.line == row
  end)
  assert(lens, 'there is no lens above prod')
  client():exec_cmd(lens.command, { bufnr = manifest })
  wait_for_effective('prod', 'name: catalog')
  assert(not vim.bo.modifiable and vim.bo.filetype == 'yaml' and client() == nil, vim.inspect(vim.bo.filetype))
  local name = find('name: catalog')
  vim.api.nvim_win_set_cursor(0, { name + 1, 0 })
  vim.api.nvim_feedkeys('gd', 'xt', false)
  assert(vim.api.nvim_get_current_buf() == manifest, 'gd does not lead back')
  assert(vim.api.nvim_get_current_line() == 'name: catalog', vim.api.nvim_get_current_line())
  replace('name: catalog', 'name: 目録😀')
  vim.api.nvim_exec_autocmds('TextChanged', { buffer = manifest }) -- a script has no main loop that would
  wait_for_effective('prod', 'name: 目録😀')
  replace('name: 目録😀', 'name: catalog')
  vim.cmd.LspCopilotShowEffective('test')
  wait_for_effective('test', 'name: catalog')
  vim.cmd.only({ bang = true })
end)

check('other YAML below copilot/ stays silent', function()
  assert_silent('copilot/catalog/notes.yml', { 'services:', '  web:', '    imagee: nginx', '    cpuu: 1' })
end)

check('YAML outside copilot/ does not start the server', function()
  vim.fn.writefile({ 'name: api', 'type: Backend Service', 'cpuu: 1' }, vim.fs.joinpath(workspace, 'manifest.yml'))
  open('manifest.yml')
  assert(vim.bo.filetype == 'yaml', vim.bo.filetype)
  vim.wait(500)
  assert(client() == nil and #vim.diagnostic.get(0) == 0)
end)

check('the server ends cleanly', function()
  local stopped = assert(vim.lsp.get_clients({ name = NAME })[1], 'there is no server')
  stopped:stop()
  wait_for('the end of the server', function()
    return exit_code ~= nil
  end)
  assert(exit_code == 0 and exit_signal == 0, ('exit status %s, signal %s'):format(exit_code, exit_signal))
end)

-- From here on in Japanese: a server that is started now reads this setting.
vim.lsp.config(NAME, { settings = { copilotManifest = { locale = 'ja' } } })
local message

check('with the locale ja a finding is Japanese', function()
  open('copilot/web/manifest.yml', japanese)
  attach()
  local rule, place = 'sidecar.mount-volume-unknown', 'source_volume: page'
  message = wait_for_finding(rule, place).message
  -- The server does not wait for the settings before it shows what is wrong.
  wait_for('a finding in Japanese', function()
    message = finding(rule, place).message
    return has_kana(message)
  end)
  assert_holds(message, '`page`')
end)

check('a changed setting shows without an edit', function()
  for _, locale in ipairs({ 'en', 'ja' }) do
    client().settings = { copilotManifest = { locale = locale } }
    client():notify('workspace/didChangeConfiguration', { settings = client().settings })
    wait_for('a finding in ' .. locale, function()
      return has_kana(finding('sidecar.mount-volume-unknown', 'source_volume: page').message) == (locale == 'ja')
    end)
  end
end)

check('with the locale ja a fix is Japanese', function()
  replace('cpu: 256', 'cpuu: 256')
  local found = wait_for_finding('manifest.unknown-key', 'cpuu: 256')
  local titles = fixes(found)
  assert(#titles > 0, 'there is no fix')
  for _, title in ipairs(titles) do
    assert(has_kana(title), title)
  end
  replace('cpuu: 256', 'cpu: 256')
end)

check('with the locale ja hover shows the Japanese reference', function()
  local row, column = find('read_only: true')
  local answer = assert(ask('textDocument/hover', row, column), 'no hover')
  assert_holds(answer.contents.value, documented('read_only'))
end)

check('with the locale ja a resolved completion shows the Japanese reference', function()
  replace('        read_only: true', '')
  local item = vim.iter(completion_items('/usr/share', '        read')):find(function(item)
    return key_of(item) == 'read_only'
  end)
  assert(item, 'read_only is not offered')
  assert(item.documentation == nil, 'the documentation comes before it is asked for')
  local resolved = request('completionItem/resolve', item)
  assert(resolved.documentation, 'no documentation')
  assert_holds(resolved.documentation.value, documented('read_only'))
end)

check('with the locale ja the screen shows the finding and, after K, the hover', function()
  local type_keys, screen, stop = start_on_screen()
  local ok, reason = xpcall(function()
    wait_for_screen(screen, assert(message, 'there was no finding'))
    type_keys('/sidecars\rzt/read_only\rK') -- near the top, so that the hover stands below and hides no finding
    wait_for_screen(screen, documented('read_only'))
    assert_holds(screen(), message)
    vim.fn.writefile(vim.split(screen():gsub('[ ]+\n', '\n'), '\n'), screen_file)
  end, debug.traceback)
  stop()
  assert(ok, reason)
end)

os.exit(support.failures == 0 and 0 or 1)
