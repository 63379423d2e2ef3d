"""A page that hosts an MCP App as a client does: the card in a sandboxed frame, JSON-RPC between the two."""

HOST = """<!doctype html><html><head><meta name="color-scheme" content="light dark"></head>
<body style="margin:0">
<iframe id="app" sandbox="allow-scripts" style="border:0;width:100%;height:1200px"></iframe>
<script>
window.heard = []; window.called = [];
const app = document.getElementById("app");
const post = (message) => app.contentWindow.postMessage({ jsonrpc: "2.0", ...message }, "*");
window.addEventListener("message", (event) => {
  if (event.source !== app.contentWindow) return;
  const { id, method, params } = event.data;
  window.heard.push(method);
  if (method === "ui/initialize") {
    const known = { hostInfo: { name: "a test", version: "1" }, hostCapabilities: {} };
    post({ id, result: { ...known, protocolVersion: params.protocolVersion, hostContext: { theme } } });
  }
  if (method === "ui/notifications/initialized")
    post({ method: "ui/notifications/tool-result", params: window.result });
  if (method === "tools/call") {
    window.called.push(params);
    post({ id, result: window.answer || { content: [{ type: "text", text: "Kept." }] } });
  }
});
window.open_app = (html, result, theme) => {
  window.result = result;
  window.theme = theme;
  app.srcdoc = html;
};
</script></body></html>"""
