import { Hono, type Context } from "hono";
import { html } from "hono/html";
import type { EmulatorContext } from "../context";
import { adminUser, appId, appName } from "../state/world";

/** What a login without a `scope` asks for; apps that use a configuration name none. */
const scopesOfConfiguration = [
  "public_profile",
  "email",
  "pages_show_list",
  "pages_messaging",
  "pages_manage_metadata",
  "pages_read_engagement",
];

interface DialogRequest {
  redirectUri: string;
  state: string | null;
  scopes: string[];
}

/** The consent page at `/dialog/oauth`: a person chooses Pages, and goes back with a code or with a refusal. */
export function loginDialog(context: EmulatorContext): Hono {
  const dialog = new Hono();
  const show = (http: Context): Response | Promise<Response> => {
    const request = readDialog(http.req.query());
    return typeof request === "string"
      ? http.text(request, 400)
      : http.html(consentPage(context, http.req.path, request));
  };
  const decide = async (http: Context): Promise<Response> => {
    const form = await http.req.parseBody({ all: true });
    const text = (name: string): string | undefined =>
      typeof form[name] === "string" ? form[name] : undefined;
    const request = readDialog({
      client_id: appId,
      redirect_uri: text("redirect_uri") ?? "",
      state: text("state") ?? "",
      scope: text("scope") ?? "",
    });
    if (typeof request === "string") return http.text(request, 400);
    if (text("decision") !== "allow") return http.redirect(backTo(request, refusal));
    const pageIds = [form.pages ?? []].flat().map(String);
    const code = context.codes.issue({ ...request, pageIds }, context.clock.now());
    return http.redirect(backTo(request, { code }));
  };
  for (const path of ["/dialog/oauth", "/:version{v[0-9]+\\.[0-9]+}/dialog/oauth"])
    dialog.get(path, show).post(path, decide);
  return dialog;
}

const refusal = {
  error: "access_denied",
  error_code: "200",
  error_description: "Permissions error",
  error_reason: "user_denied",
};

/** Answers what is wrong with the request, as text. */
function readDialog(query: Record<string, string>): DialogRequest | string {
  if (query.client_id !== appId)
    return "Invalid App ID: The provided app ID does not look like a valid app ID.";
  const redirectUri = query.redirect_uri ?? "";
  if (!/^https?:\/\//.test(redirectUri) || !URL.canParse(redirectUri)) {
    return "URL Blocked: the redirect_uri is missing or is not a URL.";
  }
  if (query.response_type !== undefined && query.response_type !== "code")
    return "Only response_type=code is imitated.";
  const asked = (query.scope ?? "").split(/[ ,]+/).filter((scope) => scope !== "");
  return {
    redirectUri,
    state: query.state === undefined || query.state === "" ? null : query.state,
    scopes: asked.length > 0 ? asked : scopesOfConfiguration,
  };
}

function backTo({ redirectUri, state }: DialogRequest, parameters: Record<string, string>): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  if (state !== null) url.searchParams.set("state", state);
  return url.toString();
}

function consentPage(
  context: EmulatorContext,
  action: string,
  { redirectUri, state, scopes }: DialogRequest,
): ReturnType<typeof html> {
  const pages = [...context.world.pages.values()].slice(0, 100);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Continue with the emulator</title>
        <style>
          body {
            font:
              16px/1.5 system-ui,
              sans-serif;
            max-width: 30rem;
            margin: 10vh auto;
            padding: 0 1rem;
          }
          fieldset {
            border: 1px solid #bbb;
            border-radius: 8px;
            margin: 1rem 0;
          }
          label {
            display: block;
            padding: 0.2rem 0;
          }
          button {
            font: inherit;
            padding: 0.5rem 1rem;
            border-radius: 8px;
            border: 1px solid #777;
          }
          small {
            color: #555;
          }
        </style>
      </head>
      <body>
        <h1>${appName} asks for access</h1>
        <p>You are <strong>${adminUser.name}</strong>. This is an emulator: nothing here reaches Facebook.</p>
        <form method="post" action="${action}">
          <input type="hidden" name="redirect_uri" value="${redirectUri}" />
          <input type="hidden" name="state" value="${state ?? ""}" />
          <input type="hidden" name="scope" value="${scopes.join(",")}" />
          <fieldset>
            <legend>Pages you allow</legend>
            ${pages.map((page) => html`<label><input type="checkbox" name="pages" value="${page.id}" checked /> ${page.spec.name}</label>`)}
          </fieldset>
          <p><small>Permissions: ${scopes.join(", ")}</small></p>
          <button name="decision" value="allow">Continue as ${adminUser.name}</button>
          <button name="decision" value="deny">Cancel</button>
        </form>
      </body>
    </html>`;
}
