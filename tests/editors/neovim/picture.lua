-- The init.lua of the picture in the README. The environment variables: CONFIGURATION, the folder that holds
-- lsp/copilot_manifest_ls.lua; BACKGROUND, `light` or `dark`.

vim.opt.runtimepath:prepend(vim.env.CONFIGURATION)
vim.lsp.enable('copilot_manifest_ls')
vim.lsp.inlay_hint.enable()
vim.diagnostic.config({
  virtual_text = {
    prefix = '●',
    format = function(found) -- as much as the picture is wide
      local fits = vim.fn.strcharpart(found.message, 0, 104 - vim.fn.strdisplaywidth(vim.fn.getline(found.lnum + 1)))
      return fits == found.message and fits or fits .. '…'
    end,
  },
})
vim.api.nvim_create_autocmd('LspAttach', {
  callback = function(event)
    vim.lsp.codelens.refresh({ bufnr = event.buf })
  end,
})
vim.keymap.set('n', 'K', function()
  vim.lsp.buf.hover({ max_width = 88 })
end)
vim.o.termguicolors = true
vim.o.background = vim.env.BACKGROUND
vim.o.number = true
vim.o.winborder = 'rounded'
vim.o.swapfile = false
vim.o.linebreak = true
vim.o.laststatus = 0
vim.o.cmdheight = 0
