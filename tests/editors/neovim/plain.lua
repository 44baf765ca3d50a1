-- The init.lua of a person as the README and the help page give it. The environment variable CONFIGURATION names the
-- folder that holds lsp/copilot_manifest_ls.lua, which such a person has in the configuration's own folder.

vim.opt.runtimepath:prepend(vim.env.CONFIGURATION)
vim.lsp.enable('copilot_manifest_ls')
vim.diagnostic.config({ virtual_text = true })
vim.api.nvim_create_autocmd('LspAttach', {
  callback = function(event)
    vim.lsp.completion.enable(true, event.data.client_id, event.buf, { autotrigger = true })
  end,
})
vim.opt.completeopt = { 'menuone', 'noselect', 'popup' }
vim.o.swapfile = false
