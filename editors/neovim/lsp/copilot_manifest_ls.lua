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
}
