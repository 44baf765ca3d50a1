;;; copilot-manifest-ls.el --- AWS Copilot manifests in Emacs, with eglot  -*- lexical-binding: t; -*-

;; Needs Emacs 29 (which has eglot), or an older one with the package eglot, and a mode for YAML (`yaml-mode', or
;; `yaml-ts-mode' of Emacs 29).  See that `copilot-manifest-ls' is on the PATH, load this file, and have eglot start in
;; manifests:
;;
;;     (load "…/copilot-manifest-ls.el")
;;     (add-hook 'yaml-mode-hook #'copilot-manifest-ls-start)
;;     (add-hook 'yaml-ts-mode-hook #'copilot-manifest-ls-start)
;;
;; Settings are those of docs/settings.md:
;;
;;     (setq-default eglot-workspace-configuration '(:copilotManifest (:locale "ja")))

;;; Code:

(require 'eglot)
(require 'project)

(defun copilot-manifest-ls-root (&optional file)
  "The folder that holds the folder copilot/ with FILE in it, or nil.
FILE is that of the current buffer where it is not given."
  (let* ((file (or file buffer-file-name))
         (root (and file (locate-dominating-file
                          file (lambda (folder) (file-exists-p (expand-file-name "copilot/.workspace" folder)))))))
    (and root
         (string-prefix-p (expand-file-name "copilot/" root) (expand-file-name file))
         (expand-file-name root))))

(defun copilot-manifest-ls-project (folder)
  "The project of manifests in FOLDER: the folder above copilot/, to which the paths in them are relative."
  (let ((root (copilot-manifest-ls-root (expand-file-name "manifest.yml" folder))))
    (and root (cons 'transient root))))

(defun copilot-manifest-ls-start ()
  "Start eglot with copilot-manifest-ls in the current buffer where that is a file of a Copilot workspace."
  (when (copilot-manifest-ls-root)
    (setq-local eglot-server-programs
                (cons '((yaml-mode yaml-ts-mode) . ("copilot-manifest-ls")) eglot-server-programs))
    (add-hook 'project-find-functions #'copilot-manifest-ls-project -90 t)
    (eglot-ensure)))

(provide 'copilot-manifest-ls)
;;; copilot-manifest-ls.el ends here
