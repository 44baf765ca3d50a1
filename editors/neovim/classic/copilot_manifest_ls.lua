-- copilot-manifest-ls for Neovim 0.8 to 0.10, which need the plugin nvim-lspconfig. From Neovim 0.11 on use
-- ../lsp/copilot_manifest_ls.lua instead: it does more and needs no plugin.
--
-- UNTESTED: no test of this project runs it; it was tried once by hand, with nvim-lspconfig of August 2026 in Neovim
-- 0.11.4, where it started and showed findings. Put it into the folder `lua` of your configuration, and add to `init.lua`:
--
--     require('copilot_manifest_ls')
--     require('lspconfig').copilot_manifest_ls.setup({
--       settings = { copilotManifest = { locale = 'auto' } },
--     })

local configs = require('lspconfig.configs')

--- Starts the server for files below a folder `copilot/` that holds `.workspace` or that keeps the file where Copilot
--- keeps manifests, with the folder above it as the root.
local function root_dir(file)
  local root, inside = file:match('^(.*)/copilot/(.+)$')
  if not root then
    return nil
  end
  local is_manifest = inside:find('^[^/]+/manifest%.ya?ml$')
    or inside:find('^environments/[^/]+/manifest%.ya?ml$')
    or inside:find('^pipelines/[^/]+/manifest%.ya?ml$')
    or inside == 'pipeline.yml'
  if is_manifest or vim.fn.filereadable(root .. '/copilot/.workspace') == 1 then
    return root
  end
  return nil
end

if not configs.copilot_manifest_ls then
  configs.copilot_manifest_ls = {
    default_config = {
      cmd = { 'copilot-manifest-ls' },
      filetypes = { 'yaml' },
      root_dir = root_dir,
      single_file_support = false,
      settings = { copilotManifest = { locale = 'auto' } },
    },
  }
end
