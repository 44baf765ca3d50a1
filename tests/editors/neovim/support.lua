-- What the checks in Neovim share: how a check reports itself, and what is in the buffer and in the server's answers.
-- `workspace` is to be set by the caller; failed checks are counted in `failures`.

local M = { NAME = 'copilot_manifest_ls', SOURCE = 'copilot-manifest-ls', TIMEOUT_MS = 10000, failures = 0 }

function M.check(name, body)
  local ok, reason = xpcall(body, debug.traceback)
  M.failures = M.failures + (ok and 0 or 1)
  io.stdout:write(ok and 'ok - ' or 'not ok - ', 'Neovim: ', name, '\n')
  if not ok then
    io.stdout:write((reason:gsub('^', '# '):gsub('\n', '\n# ')), '\n')
  end
end

function M.wait_for(what, ready)
  assert(vim.wait(M.TIMEOUT_MS, ready, 20), 'timed out waiting for ' .. what)
end

function M.open(file, folder)
  vim.cmd.edit(vim.fn.fnameescape(vim.fs.joinpath(folder or M.workspace, file)))
end

function M.client()
  return vim.lsp.get_clients({ bufnr = 0, name = M.NAME })[1]
end

function M.attach()
  M.wait_for('the server', function()
    return M.client() ~= nil and M.client().initialized
  end)
end

-- Row and column (0-based, bytes) of the first place where `text` stands in the buffer.
function M.find(text)
  for row, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = line:find(text, 1, true)
    if column then
      return row - 1, column - 1
    end
  end
  error(('the example no longer holds %q'):format(text))
end

-- The finding of `rule` on the line that holds `text`, or nil.
function M.finding(rule, text)
  return vim.iter(vim.diagnostic.get(0, { lnum = (M.find(text)) })):find(function(found)
    return found.code == rule
  end)
end

function M.wait_for_finding(rule, text)
  M.wait_for(rule, function()
    return M.finding(rule, text) ~= nil
  end)
  return M.finding(rule, text)
end

-- The answer to a request. With 0 as the buffer, Neovim 0.11 does not send the pending change first.
function M.request(method, parameters)
  local answer = assert(M.client():request_sync(method, parameters, M.TIMEOUT_MS, vim.api.nvim_get_current_buf()))
  assert(answer.err == nil, vim.inspect(answer.err))
  return answer.result
end

-- The answer to a request about a place in the buffer.
function M.ask(method, row, column)
  vim.api.nvim_win_set_cursor(0, { row + 1, column })
  local place = vim.lsp.util.make_position_params(0, M.client().offset_encoding)
  place.position.character = vim.str_utfindex(vim.api.nvim_get_current_line(), M.client().offset_encoding, column)
  return M.request(method, place)
end

function M.replace(old, new)
  local row, column = M.find(old)
  vim.api.nvim_buf_set_text(0, row, column, row, column + #old, { new })
end

function M.has_kana(text)
  return vim.regex('[ぁ-んァ-ヴ]'):match_str(text) ~= nil
end

-- Switches the server on, as `configuration/lsp` says it, in a Neovim without a screen of its own.
function M.enable(configuration)
  vim.opt.runtimepath:prepend(configuration)
  vim.lsp.enable(M.NAME)
  vim.cmd('filetype on')
  vim.o.swapfile = false
  vim.o.hidden = true
end

return M
