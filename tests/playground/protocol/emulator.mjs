// Starts the Slack of the npm package “emulate” through its JavaScript API and prints its address as JSON.
// Arguments: the package's folder, the address that gets its events. Ends when standard input does.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, eventsUrl] = process.argv.slice(2);
const dist = join(folder, "dist");

// Nothing of the API subscribes to events: the bundled plugin is found by its name, and what it registers
// with is given our address first.
for (const name of await readdir(dist)) {
  if (!/^dist-.*\.js$/.test(name)) continue;
  if (!(await readFile(join(dist, name), "utf8")).includes("slackPlugin")) continue;
  const { slackPlugin } = await import(pathToFileURL(join(dist, name)));
  const register = slackPlugin.register;
  slackPlugin.register = (app, store, webhooks, ...rest) => {
    webhooks.register({ owner: "slack", url: eventsUrl, events: ["*"], active: true });
    return register.call(slackPlugin, app, store, webhooks, ...rest);
  };
}

const { createEmulator } = await import(pathToFileURL(join(dist, "api.js")));
const scopes = [
  "chat:write", "channels:read", "channels:history", "channels:join", "im:read", "im:history", "im:write",
  "users:read", "files:read", "files:write", "reactions:read", "reactions:write", "team:read",
];
const slack = await createEmulator({
  service: "slack",
  port: Number(process.argv[4]),
  seed: {
    slack: {
      team: { name: "Kopi Lorong", domain: "kopi-lorong" },
      signing_secret: "shared-secret",
      strict_scopes: true,
      users: [{ name: "ana", real_name: "Ana Tan", is_admin: true }],
      channels: [{ name: "marketing" }],
      oauth_apps: [{
        client_id: "1000.2000", client_secret: "playground-client-secret", app_id: "A_ECHO", name: "Echo",
        bot_user_id: "U_ECHO", bot_id: "B_ECHO", redirect_uris: ["http://127.0.0.1:1/back"], scopes,
      }],
      tokens: [
        { token: "xoxb-echo", type: "bot", user_id: "U_ECHO", bot_id: "B_ECHO", app_id: "A_ECHO", scopes },
        { token: "xoxp-ana", type: "user", user: "ana", scopes },
        { token: "xoxb-poor", type: "bot", user_id: "U_ECHO", bot_id: "B_ECHO", app_id: "A_ECHO", scopes: ["users:read"] },
      ],
    },
  },
});
console.log(JSON.stringify({ url: slack.url }));
process.stdin.resume();
process.stdin.on("end", async () => { await slack.close(); process.exit(0); });
