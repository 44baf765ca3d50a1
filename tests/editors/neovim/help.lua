-- The help page: `:help` finds it, it is well-formed, and every tag that it refers to is there.
-- usage: nvim --clean --headless -l help.lua CONFIGURATION
-- CONFIGURATION is a copy of editors/neovim, into which a file of tags is written. Prints TAP; exit status 1 when a check
-- failed.

local configuration = arg[1]
local folder = vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2))
local support = dofile(vim.fs.joinpath(folder, 'support.lua'))
local check = support.check
local PAGE = 'copilot-manifest-ls'

vim.opt.runtimepath:prepend(configuration)

-- The texts of all nodes of a kind in the page.
local function nodes(kind)
  local parser = assert(vim.treesitter.get_parser(0, 'vimdoc'))
  local root = parser:parse()[1]:root()
  for _, node in vim.treesitter.query.parse('vimdoc', '[(ERROR) (MISSING)] @wrong'):iter_captures(root, 0) do
    error(('line %d is not well-formed'):format(node:start() + 1))
  end
  local query = vim.treesitter.query.parse('vimdoc', ('(%s text: (_) @text)'):format(kind))
  local found = {}
  for _, node in query:iter_captures(root, 0) do
    table.insert(found, vim.treesitter.get_node_text(node, 0))
  end
  assert(#found > 5, ('only %d of %s'):format(#found, kind))
  return found
end

local function is_there(tag)
  return vim.iter(vim.fn.getcompletion(tag, 'help')):any(function(found)
    return found == tag
  end)
end

check('helptags accepts the help page, and :help opens it', function()
  vim.cmd.helptags(vim.fs.joinpath(configuration, 'doc'))
  vim.cmd.help(PAGE)
  assert(vim.fs.basename(vim.api.nvim_buf_get_name(0)) == PAGE .. '.txt', vim.api.nvim_buf_get_name(0))
end)

check('the help page is well-formed and names only tags that exist', function()
  for _, tag in ipairs(nodes('taglink')) do
    assert(is_there(tag), ('there is no tag %s'):format(tag))
  end
end)

check('the help page has a tag for every command, and fits into 78 columns', function()
  local tags = nodes('tag')
  local source = table.concat(vim.fn.readfile(vim.fs.joinpath(configuration, 'lsp', 'copilot_manifest_ls.lua')), '\n')
  local count = 0
  for command in source:gmatch("create%('(%w+)'") do
    count = count + 1
    assert(vim.list_contains(tags, ':' .. command), command)
  end
  assert(count > 2, 'no commands were found')
  for _, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    assert(vim.fn.strdisplaywidth(line) <= 78, line)
  end
end)

os.exit(support.failures == 0 and 0 or 1)
