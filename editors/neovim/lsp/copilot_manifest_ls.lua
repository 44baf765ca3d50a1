--- copilot-manifest-ls: diagnostics, completion and hover for the manifests of AWS Copilot CLI.
---
--- For Neovim 0.11 or newer, without a plugin: put this file into the folder `lsp` of your configuration (or of any
--- folder in 'runtimepath'), see that `copilot-manifest-ls` is on the PATH, and add to `init.lua`:
---
---     vim.lsp.enable('copilot_manifest_ls')
---
--- To change a setting (docs/settings.md lists all):
---
---     vim.lsp.config('copilot_manifest_ls', {
---       settings = { copilotManifest = { locale = 'ja', severity = { ['manifest.unknown-key'] = 'error' } } },
---     })
---
--- `:LspCopilotShowEffective [environment]` opens the manifest that an environment gets, read-only and following your
--- edits; `gd` in it goes to the line of the manifest. Code lenses open the same: `:h vim.lsp.codelens`.

--- Places of manifests below `copilot/`, as Lua patterns. `manifest.yaml` is none to Copilot; the server says so.
local manifests = {
  '^[^/]+/manifest%.ya?ml$',
  '^environments/[^/]+/manifest%.ya?ml$',
  '^pipelines/[^/]+/manifest%.ya?ml$',
  '^pipeline%.yml$',
}

--- Whether `folder`, a directory called `copilot`, belongs to Copilot: it is marked as a workspace, or the file in it
--- stands where a manifest stands (a new manifest is written before the mark exists).
local function belongs_to_copilot(folder, file)
  if vim.uv.fs_stat(vim.fs.joinpath(folder, '.workspace')) then
    return true
  end
  local inside = file:sub(#folder + 2)
  return vim.iter(manifests):any(function(pattern)
    return inside:find(pattern) ~= nil
  end)
end

--- Starts the server for files below the `copilot/` folder of a Copilot workspace, and for no other YAML.
--- The root is the folder that holds `copilot/`: paths in manifests are relative to it.
local function root_dir(buffer, start)
  local name = vim.api.nvim_buf_get_name(buffer)
  if name:find('^%a[%w+.-]*://') then
    return -- a view of a plug-in, such as an old revision, not a file
  end
  local file = vim.fs.normalize(name)
  for folder in vim.fs.parents(file) do
    if vim.fs.basename(folder) == 'copilot' and belongs_to_copilot(folder, file) then
      start(vim.fs.dirname(folder))
      return
    end
  end
end

--- The command of code lenses, which is executed here.
local SHOW_EFFECTIVE = 'copilotManifest.showEffective'

--- Asks for the effective manifest of an environment, or of none, and passes it on.
local function effective(client, uri, environment, pass)
  local manifest = vim.uri_to_bufnr(uri) -- the request waits for the edits of this buffer
  client:request('copilotManifest/effective', { uri = uri, environment = environment or vim.NIL }, function(err, answer)
    if err then
      vim.notify(err.message, vim.log.levels.ERROR)
    else
      pass(answer)
    end
  end, manifest)
end

local function open_effective(client, uri, environment)
  local name = ('copilot-manifest://%s/%s'):format(environment or '', vim.uri_to_fname(uri))
  local buffer, origins = vim.fn.bufadd(name), {}
  local function refresh()
    effective(client, uri, environment, function(answer)
      if vim.api.nvim_buf_is_valid(buffer) then
        vim.bo[buffer].modifiable = true
        vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split(vim.trim(answer.text), '\n'))
        vim.bo[buffer].modifiable = false
        origins = answer.lines
      end
    end)
  end
  vim.cmd.sbuffer(buffer)
  if vim.bo[buffer].buftype ~= '' then
    return refresh() -- it follows the edits already
  end
  vim.bo[buffer].buftype, vim.bo[buffer].bufhidden, vim.bo[buffer].swapfile = 'nofile', 'wipe', false
  vim.bo[buffer].filetype = 'yaml'
  vim.keymap.set('n', 'gd', function()
    local origin = origins[vim.fn.line('.')]
    if type(origin) == 'table' then
      local options = { focus = true, reuse_win = true }
      vim.lsp.util.show_document({ uri = uri, range = origin.range }, client.offset_encoding, options)
    end
  end, { buffer = buffer, desc = 'Go to the line of the manifest' })
  vim.api.nvim_create_autocmd({ 'TextChanged', 'TextChangedI', 'TextChangedP' }, {
    buffer = vim.uri_to_bufnr(uri),
    callback = function()
      if not vim.api.nvim_buf_is_valid(buffer) then
        return true -- no more of this
      end
      refresh()
    end,
  })
  refresh()
end

--- Opens the effective manifest; without an environment the user chooses one, where there are some.
local function show_effective(client, uri, environment)
  if environment then
    return open_effective(client, uri, environment)
  end
  effective(client, uri, nil, function(answer)
    local names = vim.tbl_map(function(one)
      return one.name
    end, answer.environments)
    if #names == 0 then
      return open_effective(client, uri, nil)
    end
    vim.ui.select(names, { prompt = 'Effective manifest' }, function(chosen)
      if chosen then
        open_effective(client, uri, chosen)
      end
    end)
  end)
end

---@type vim.lsp.Config
return {
  cmd = { 'copilot-manifest-ls' },
  filetypes = { 'yaml' },
  root_dir = root_dir,
  settings = {
    copilotManifest = {
      locale = 'auto', -- 'auto', 'en' or 'ja'
      severity = vim.empty_dict(), -- rule id to 'error', 'warning', 'info', 'hint' or 'off'
    },
  },
  capabilities = { experimental = { commands = { commands = { SHOW_EFFECTIVE } } } },
  commands = {
    [SHOW_EFFECTIVE] = function(command, context)
      show_effective(assert(vim.lsp.get_client_by_id(context.client_id)), unpack(command.arguments))
    end,
  },
  on_attach = function(client, buffer)
    vim.api.nvim_buf_create_user_command(buffer, 'LspCopilotShowEffective', function(command)
      show_effective(client, vim.uri_from_bufnr(buffer), command.fargs[1])
    end, { nargs = '?', desc = 'Open the manifest that an environment gets' })
  end,
}
