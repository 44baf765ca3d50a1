;;; check.el --- What a user of Emacs meets  -*- lexical-binding: t; -*-

;; usage: emacs --batch -l check.el CONFIGURATION WORKSPACE JAPANESE
;; CONFIGURATION is the file editors/emacs/copilot-manifest-ls.el; WORKSPACE a copy of the example with mistakes and
;; JAPANESE one of tests/editors/japanese, both of which may be changed.  Prints TAP; exit status 1 when a check failed.
;; Nothing here depends on the wording of messages.

;;; Code:

(require 'cl-lib)
(require 'package)
(package-initialize)
(require 'yaml-mode)
(require 'flymake)

(defvar check-configuration (expand-file-name (pop command-line-args-left)))
(defvar check-workspace (file-name-as-directory (expand-file-name (pop command-line-args-left))))
(defvar check-japanese (file-name-as-directory (expand-file-name (pop command-line-args-left))))
(defvar check-failures 0)
(defconst check-timeout-s 15)

(defmacro check (name &rest body)
  "Run BODY, and report under NAME whether it got through."
  (declare (indent 1))
  `(condition-case reason
       (progn ,@body (princ (format "ok - Emacs: %s\n" ,name)))
     ((error quit)
      (cl-incf check-failures)
      (princ (format "not ok - Emacs: %s\n# %S\n" ,name reason)))))

(defun check-wait (what ready)
  "Wait until the function READY answers; WHAT says for what."
  (let ((until (+ (float-time) check-timeout-s)) found)
    (while (and (not (setq found (funcall ready))) (< (float-time) until))
      (accept-process-output nil 0.05))
    (or found (error "Timed out waiting for %s; findings: %S" what (mapcar #'flymake-diagnostic-text (flymake-diagnostics))))))

(defun check-finding (text)
  "The finding that stands on TEXT, or nil."
  (eglot--signal-textDocument/didChange) ; eglot sends edits when Emacs is idle, which it never is in a batch
  (save-excursion
    (goto-char (point-min))
    (search-forward text)
    (flymake-start)
    (cl-find-if (lambda (found) (= (flymake-diagnostic-beg found) (match-beginning 0))) (flymake-diagnostics))))

(defun check-wait-for-finding (text)
  "Wait for a finding on TEXT."
  (check-wait (format "a finding on %s" text) (lambda () (check-finding text))))

(defun check-open (file)
  "Visit FILE and let eglot start, which waits for the end of a command."
  (find-file file)
  (run-hooks 'post-command-hook)
  (check-wait "the server" #'eglot-current-server))

(defun check-move (text)
  "Go to the first TEXT of the buffer."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun check-offered (typed)
  "What is offered behind TYPED on a line of its own at the end of the buffer."
  (save-excursion
    (goto-char (point-max))
    (let ((start (point)))
      (insert typed)
      (prog1 (all-completions "" (nth 2 (eglot-completion-at-point)))
        (delete-region start (point))))))

(load check-configuration)
(add-hook 'yaml-mode-hook #'copilot-manifest-ls-start)
(add-to-list 'auto-mode-alist '("\\.ya?ml\\'" . yaml-mode))
(setq eglot-sync-connect 30
      eglot-autoreconnect t
      make-backup-files nil
      create-lockfiles nil
      last-nonmenu-event ?x) ; menus are read from the keyboard

(check "the server starts for a manifest, at the folder that holds copilot/"
  (check-open (concat check-workspace "copilot/catalog/manifest.yml"))
  (cl-assert (file-equal-p (project-root (project-current)) check-workspace)))

(check "a volume that is not declared is underlined, and the finding has a message"
  (let ((found (check-wait-for-finding "cover")))
    (cl-assert (= (- (flymake-diagnostic-end found) (flymake-diagnostic-beg found)) (length "cover")))
    (cl-assert (> (length (flymake-diagnostic-text found)) 10))))

(check "hover documents a key"
  (check-move "mount_points")
  (let (shown)
    (eglot-hover-eldoc-function (lambda (text &rest _) (setq shown text)))
    (check-wait "the documentation" (lambda () shown))
    (cl-assert (string-match-p "mount_points" shown))))

(check "a half-typed key is completed, and a key that is there is not offered again"
  (let ((offered (check-offered "plat")))
    (cl-assert (cl-find "platform" offered :test #'string-prefix-p) t)
    (cl-assert (not (cl-find "cpu" offered :test #'string-prefix-p)) t)))

(check "a quick fix is applied, and the finding goes"
  (check-open (concat check-workspace "copilot/storefront/manifest.yml"))
  (check-wait-for-finding "helthcheck")
  (check-move "helthcheck")
  (cl-letf (((symbol-function 'completing-read)
             (lambda (_ titles &rest _)
               (cl-find-if (lambda (title) (string-match-p "`healthcheck`" title)) (all-completions "" titles)))))
    (eglot-code-actions (point) nil "quickfix" t))
  (check-move "  healthcheck:\n    path: /healthz")
  (check-wait "the finding to go" (lambda () (not (check-finding "healthcheck:\n    path: /healthz")))))

(check "a topic is renamed in all files"
  (check-move "order-placed")
  (cl-letf (((symbol-function 'y-or-n-p) #'always)) ; eglot asks before it changes a file that is not open
    (eglot-rename "order-made"))
  (check-move "- name: order-made")
  (with-current-buffer (find-file-noselect (concat check-workspace "copilot/invoices/manifest.yml"))
    (check-move "- name: order-made")))

(check "a server that is killed is started again, and the findings return"
  (let ((old (eglot-current-server)))
    (signal-process (jsonrpc--process old) 'SIGKILL)
    (check-wait "another server" (lambda () (let ((new (eglot-current-server))) (and new (not (eq new old))))))
    (check-wait-for-finding "30\n    retries")))

(check "other YAML does not start the server"
  (let ((file (concat check-workspace "notes/notes.yml")))
    (make-directory (file-name-directory file))
    (write-region "cpuu: 1\n" nil file)
    (find-file file)
    (run-hooks 'post-command-hook)
    (cl-assert (derived-mode-p 'yaml-mode))
    (cl-assert (not (eglot-current-server)))))

(check "with the locale ja a finding is Japanese"
  (setq-default eglot-workspace-configuration '(:copilotManifest (:locale "ja")))
  (check-open (concat check-japanese "copilot/web/manifest.yml"))
  (check-wait "a Japanese finding"
              (lambda ()
                (let ((found (check-finding "page\n")))
                  (and found (string-match-p "[ぁ-んァ-ヴ]" (flymake-diagnostic-text found)))))))

(dolist (buffer (buffer-list))
  (with-current-buffer buffer
    (set-buffer-modified-p nil)))
(let ((inhibit-message t))
  (eglot-shutdown-all))
(kill-emacs (if (zerop check-failures) 0 1))

;;; check.el ends here
