/** The life of the server: found, started, stopped and started again, one step at a time. */
import * as vscode from "vscode";
import { type LanguageClient, State } from "vscode-languageclient/node";
import { type Channels, reason } from "./channels";
import { createClient } from "./client";
import { explainFailure, explainMissing } from "./missing";
import { SECTION } from "./names";
import { findServer } from "./server";

/** How long a server may take to answer for the first time; on a busy machine it may be long. */
const START_MS = 30_000;
/** How long it may take to end. */
const STOP_MS = 5_000;

/** `missing`: there is no program; `stopped`: it could not be started, or crashed too often. */
export type Health = "starting" | "running" | "stopped" | "missing";

export class Server {
  private readonly changed = new vscode.EventEmitter<Health>();
  readonly onDidChange = this.changed.event;
  private running: LanguageClient | undefined;
  private state: Health = "stopped";
  /** The last start or stop; the next one waits for it, so that two quick restarts leave one server. */
  private pending: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly channels: Channels,
  ) {
    context.subscriptions.push(this.changed);
  }

  get health(): Health {
    return this.state;
  }

  /** The version that the server gave itself. */
  get version(): string | undefined {
    return this.running?.initializeResult?.serverInfo?.version;
  }

  /** The client of a server that runs. */
  get client(): LanguageClient | undefined {
    return this.state === "running" ? this.running : undefined;
  }

  /** Asks the server; rejects with a message for the user where it does not run or can't answer. */
  async request<Answer>(method: string, parameters?: object): Promise<Answer> {
    if (this.client === undefined) {
      throw new Error(vscode.l10n.t("The language server is not running."));
    }
    return parameters === undefined ? this.client.sendRequest(method) : this.client.sendRequest(method, parameters);
  }

  restart(): Promise<void> {
    return this.inTurn(() => this.halt().then(() => this.start()));
  }

  stop(): Promise<void> {
    return this.inTurn(() => this.halt());
  }

  private inTurn(step: () => Promise<void>): Promise<void> {
    this.pending = this.pending.then(step, step);
    return this.pending;
  }

  private async halt(): Promise<void> {
    const stopped = this.running;
    this.running = undefined;
    await end(stopped);
    this.become("stopped");
  }

  private async start(): Promise<void> {
    const search = findServer({
      setting: vscode.workspace.getConfiguration(SECTION).get("server.path", ""),
      extension: this.context.extensionPath,
      path: process.env["PATH"] ?? "",
    });
    if (search.found === undefined) {
      this.become("missing");
      explainMissing(search, this.context.extension.id);
      return;
    }
    this.channels.output.appendLine(`Starting ${search.found}`);
    const client = createClient(search.found, this.channels);
    this.running = client;
    client.onDidChangeState(({ newState }) => this.follow(client, newState));
    try {
      await within(START_MS, client.start());
      if (!client.isRunning()) {
        throw new Error(vscode.l10n.t("It ended at once.")); // which is no error to the client
      }
    } catch (error) {
      this.running = undefined;
      this.become("stopped");
      explainFailure(search.found, reason(error), this.channels.output, this.context.extension.id);
      await end(client);
    }
  }

  private follow(client: LanguageClient, state: State): void {
    if (client === this.running) {
      this.become(state === State.Running ? "running" : state === State.Starting ? "starting" : "stopped");
    }
  }

  private become(state: Health): void {
    this.state = state;
    this.changed.fire(state);
  }
}

/** A server that died or hangs must not stand in the way of a new one. */
async function end(client: LanguageClient | undefined): Promise<void> {
  await within(STOP_MS, client?.dispose()).catch(() => undefined);
}

async function within<Result>(ms: number, work: Promise<Result> | undefined): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(vscode.l10n.t("It does not answer."))), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
