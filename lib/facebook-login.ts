import FacebookProvider from "next-auth/providers/facebook";
import { env } from "./env";
import { permissionNames } from "./facebook-pages/schema";
import { graphVersions } from "./graph/context";

/** Facebook Login with the addresses of this installation; none without a Meta app. */
export function facebookProvider() {
  const { FACEBOOK_APP_ID, FACEBOOK_APP_SECRET, FACEBOOK_LOGIN_URL, GRAPH_API_URL } = env();
  if (!FACEBOOK_APP_ID || !FACEBOOK_APP_SECRET) return [];
  const scope = ["email", ...permissionNames].join(",");
  const dialog = new URL(`/${graphVersions.current}/dialog/oauth`, FACEBOOK_LOGIN_URL);
  return [
    FacebookProvider({
      clientId: FACEBOOK_APP_ID,
      clientSecret: FACEBOOK_APP_SECRET,
      // Asked again each time: whoever left out a Page or a permission can add it.
      authorization: { url: dialog.toString(), params: { scope, auth_type: "rerequest" } },
      token: new URL(`/${graphVersions.current}/oauth/access_token`, GRAPH_API_URL).toString(),
      userinfo: {
        url: new URL(`/${graphVersions.current}/me`, GRAPH_API_URL).toString(),
        params: { fields: "id" },
      },
      // Only the id counts, by which the person is found again; see `bringFromFacebook`.
      profile: ({ id }) => ({ id, sessionVersion: 0 }),
    }),
  ];
}
