// A sign-in service (OpenID Connect) for tests, on this machine only: oidc-provider, a certified one.
// node provider.mjs FOLDER PORT APP: FOLDER holds node_modules, APP is the address of the app that asks. Whoever types an
// address is taken to be its owner; one that begins with "unverified" is told to be nobody's.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, port, app] = process.argv.slice(2);
const { default: Provider } = await import(pathToFileURL(join(folder, "node_modules/oidc-provider/lib/index.js")));
const back = [`${app}/oauth2callback`];
const SCOPE = "openid email profile";
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: "chengyu", client_secret: "a secret of the tests", redirect_uris: back, post_logout_redirect_uris: back }],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  conformIdTokenClaims: false, // what was asked for stands in the ID token, as most services have it
  cookies: { keys: ["only of the tests"] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: id, email: id, email_verified: !id.startsWith("unverified") }),
  }),
  async loadExistingGrant({ oidc }) {
    const grant = new provider.Grant({ accountId: oidc.session.accountId, clientId: oidc.client.clientId });
    grant.addOIDCScope(SCOPE);
    await grant.save();
    return grant;
  },
});
provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith("/interaction/")) return next();
  if (ctx.method === "GET") {
    ctx.type = "html";
    ctx.body = '<form method="post"><input name="email" autofocus><button>Sign in</button></form>';
    return undefined;
  }
  let body = "";
  for await (const part of ctx.req) body += part;
  const accountId = new URLSearchParams(body).get("email");
  ctx.respond = false;
  return provider.interactionFinished(ctx.req, ctx.res, { login: { accountId } });
});
provider.listen(Number(port), "127.0.0.1", () => console.log("listening"));
