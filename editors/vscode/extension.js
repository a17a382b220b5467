// Starts `briefgen lsp` for the briefs of a workspace, and `briefgen preview` in a terminal.

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

const command = () => vscode.workspace.getConfiguration("briefgen").get("command");

async function start() {
  const [program, ...words] = command();
  client = new LanguageClient(
    "briefgen",
    { command: program, args: [...words, "lsp"] },
    { documentSelector: [{ scheme: "file", language: "yaml" }] },
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    vscode.window.showErrorMessage(
      `briefgen could not be started (${error.message}). Install it with its extra “lsp”, or name ` +
        "its command in the setting “briefgen.command”.",
    );
  }
}

function preview() {
  const brief = vscode.window.activeTextEditor?.document;
  if (!brief) return;
  const [shellPath, ...words] = command();
  // Its arguments are passed as they are: no shell reads the brief's name.
  vscode.window
    .createTerminal({ name: "briefgen preview", shellPath, shellArgs: [...words, "preview", brief.fileName] })
    .show(true);
}

exports.activate = async (context) => {
  context.subscriptions.push(
    vscode.commands.registerCommand("briefgen.preview", preview),
    vscode.commands.registerCommand("briefgen.restart", async () => {
      await client?.stop();
      await start();
    }),
  );
  await start();
};

exports.deactivate = () => client?.stop();
