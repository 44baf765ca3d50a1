/** The connection to the language server. */
import * as vscode from "vscode";
import { CloseAction, type ErrorHandler, LanguageClient, type LanguageClientOptions, State } from "vscode-languageclient/node";
import type { Channels } from "./channels";
import { feature as showsEffectiveManifests } from "./effective";
import { LANGUAGE, NAME, SECTION } from "./names";

/**
 * What the server is asked about; it is silent on what is no manifest. Files below a copilot folder count in whatever
 * language: other extensions claim `manifest.yml` as a language of their own.
 */
export const DOCUMENTS: { language?: string; scheme: string; pattern?: string }[] = [
  { language: "yaml", scheme: "file" },
  { language: "yaml", scheme: "untitled" },
  { language: LANGUAGE, scheme: "file" },
  { language: LANGUAGE, scheme: "untitled" },
  { scheme: "file", pattern: "**/copilot/**/*.{yml,yaml}" },
];

/** A server that ran and crashes is started again, up to five times in three minutes. */
class Client extends LanguageClient {
  private ran = false;

  constructor(program: string, channels: Channels) {
    const errorHandler: ErrorHandler = {
      error: (error, message, count) => usual.error(error, message, count),
      // A program that ends before it has answered is no language server: trying again would only delay the message.
      closed: () => (this.ran ? usual.closed() : { action: CloseAction.DoNotRestart, handled: true }),
    };
    super(SECTION, NAME, { command: program, args: ["serve", "--stdio"] }, { ...options(channels), errorHandler });
    const usual = this.createDefaultErrorHandler();
    this.onDidChangeState(({ newState }) => {
      this.ran ||= newState === State.Running;
    });
    this.registerFeature(showsEffectiveManifests);
  }

  /** What goes wrong at the start is said by whoever starts it, with ways out. */
  override error(message: string, data?: unknown, showNotification?: boolean | "force"): void {
    super.error(message, data, this.ran && showNotification);
  }
}

/** A client that is not started yet. */
export function createClient(program: string, channels: Channels): LanguageClient {
  return new Client(program, channels);
}

/** Settings go out once with `initialize`, for the language of the first message, and then with every change. */
function options({ output, trace }: Channels): LanguageClientOptions {
  return {
    documentSelector: DOCUMENTS,
    synchronize: { configurationSection: SECTION },
    initializationOptions: () => ({ [SECTION]: vscode.workspace.getConfiguration(SECTION) }),
    initializationFailedHandler: () => false, // said by whoever started it
    outputChannel: output,
    traceOutputChannel: trace,
    middleware: {
      workspace: {
        // A change of the settings may end the server that is to be told of it.
        didChangeConfiguration: async (sections, next) => next(sections).catch(() => undefined),
      },
    },
  };
}
