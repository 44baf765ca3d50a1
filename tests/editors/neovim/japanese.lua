-- The init.lua of a person who reads Japanese. The environment variable CONFIGURATION names the folder that holds
-- lsp/copilot_manifest_ls.lua.

vim.opt.runtimepath:prepend(vim.env.CONFIGURATION)
vim.lsp.config('copilot_manifest_ls', { settings = { copilotManifest = { locale = 'ja' } } })
vim.lsp.enable('copilot_manifest_ls')
vim.diagnostic.config({
  virtual_lines = {
    format = function(found)
      return found.message -- without the rule before it, the message fits into the window
    end,
  },
})
vim.o.number = true
vim.o.winborder = 'rounded'
vim.o.swapfile = false
