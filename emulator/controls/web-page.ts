import { webPageScript } from "./web-page-script";

/** The controls for people: everything it does goes through the JSON controls beside it. */
export const webPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Graph API emulator</title>
<link rel="icon" href="data:,">
<style>
  :root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; margin: 0 0 .5rem; }
  section { border: 1px solid var(--line); border-radius: 10px; padding: 1rem; margin: 1rem 0; }
  form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: .5rem 0; }
  label { display: grid; font-size: .8rem; gap: .15rem; }
  input, select, button { font: inherit; padding: .3rem .5rem; border: 1px solid var(--line); border-radius: 6px; }
  table { border-collapse: collapse; width: 100%; font-size: .85rem; }
  th, td { text-align: left; padding: .25rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; }
  .scroll { max-height: 20rem; overflow: auto; } code { font-size: .85em; }
  #said { min-height: 1.5em; }
</style>
</head>
<body>
<h1>Graph API emulator</h1>
<p>Nothing here reaches Facebook. The same controls as JSON: see <code>emulator/README.md</code>.</p>
<p id="said" role="status"></p>

<section aria-labelledby="pages-title">
  <h2 id="pages-title">Pages</h2>
  <div class="scroll"><table id="pages"></table></div>
  <form data-post="/seed">
    <label>Name <input name="name" value="Test Page" required></label>
    <label>Era <select name="profile"><option>current</option><option>legacy</option></select></label>
    <label>Customers <input name="customers" type="number" value="200" min="0"></label>
    <label>Labels <input name="labels" type="number" value="8" min="0"></label>
    <label>Random seed <input name="randomSeed" type="number" value="1"></label>
    <button>Add a Page</button>
  </form>
  <form data-post="/wake"><button>Let customers write again</button></form>
  <form data-post="/reset" data-confirm="Forget everything and start from the seed?"><button>Reset everything</button></form>
</section>

<section aria-labelledby="customer-title">
  <h2 id="customer-title">A customer</h2>
  <form id="customer">
    <label>Page <select name="page" class="page-choice"></select></label>
    <label>PSID <input name="psid" list="psids" required><datalist id="psids"></datalist></label>
    <label>Text <input name="text" value="Hello again!"></label>
    <button name="action" value="write">Writes</button>
    <button name="action" value="tap">Taps a button</button>
    <button name="action" value="read">Reads</button>
    <button name="action" value="block">Blocks</button>
    <button name="action" value="unblock">Unblocks</button>
  </form>
  <form id="inbox">
    <label>Label <select name="labelId"></select></label>
    <button name="action" value="add">Agent gives the label in the inbox</button>
    <button name="action" value="remove">Agent takes it off</button>
  </form>
  <form id="stranger">
    <label>Name <input name="name" value="Mika Sol" required></label>
    <button>A new person writes</button>
  </form>
</section>

<section aria-labelledby="clock-title">
  <h2 id="clock-title">Clock: <span id="now"></span></h2>
  <form data-post="/clock"><input type="hidden" name="advanceMs" value="3600000"><button>+ 1 hour</button></form>
  <form data-post="/clock"><input type="hidden" name="advanceMs" value="86400000"><button>+ 1 day</button></form>
  <form data-post="/clock"><input type="hidden" name="live" value="true"><button>Back to now</button></form>
</section>

<section aria-labelledby="faults-title">
  <h2 id="faults-title">Trouble</h2>
  <form data-post="/faults">
    <label>Kind <select name="kind"><option>error</option><option>timeout</option><option>slow</option>
      <option>drop-after-effect</option><option>usage</option><option>webhook-drop</option>
      <option>webhook-duplicate</option><option>webhook-reorder</option><option>webhook-delay</option></select></label>
    <label>Path begins with <input name="path" placeholder="/me/messages"></label>
    <label>Times <input name="count" type="number" value="1" min="1"></label>
    <label>Error code <input name="error.code" type="number" value="2"></label>
    <label>Limits used, % <input name="usage.percent" type="number" min="0"></label>
    <label>Delay, ms <input name="delayMs" type="number" value="1000" min="0"></label>
    <button>Order it</button>
  </form>
  <table id="faults"></table>
  <form id="calm"><button>No more trouble</button></form>
</section>

<section aria-labelledby="received-title">
  <h2 id="received-title">What customers received</h2>
  <div class="scroll"><table id="received"></table></div>
</section>
<section aria-labelledby="webhooks-title">
  <h2 id="webhooks-title">Webhooks</h2>
  <table id="webhooks"></table>
</section>
<section aria-labelledby="requests-title">
  <h2 id="requests-title">Newest requests</h2>
  <div class="scroll"><table id="requests"></table></div>
</section>
<script>${webPageScript}</script>
</body>
</html>`;
