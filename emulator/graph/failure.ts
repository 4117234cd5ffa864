import { randomBytes } from "node:crypto";

export interface FailureDetails {
  code: number;
  subcode?: number;
  message: string;
  type?: "OAuthException" | "GraphMethodException" | "IGApiException";
  /** HTTP status; Meta answers nearly every error with 400, throttling included. */
  status?: number;
  isTransient?: boolean;
  userTitle?: string;
  userMessage?: string;
  data?: unknown;
}

/** An error that goes to the caller in the Graph's envelope. */
export class GraphFailure extends Error {
  constructor(readonly details: FailureDetails) {
    super(details.message);
  }

  get status(): number {
    return this.details.status ?? 400;
  }

  toEnvelope(): { error: Record<string, unknown> } {
    const {
      code,
      subcode,
      message,
      type = "OAuthException",
      isTransient,
      userTitle,
      userMessage,
      data,
    } = this.details;
    return {
      error: {
        message,
        type,
        code,
        ...(data === undefined ? {} : { error_data: data }),
        ...(subcode === undefined ? {} : { error_subcode: subcode }),
        ...(isTransient === undefined ? {} : { is_transient: isTransient }),
        ...(userTitle === undefined ? {} : { error_user_title: userTitle }),
        ...(userMessage === undefined ? {} : { error_user_msg: userMessage }),
        fbtrace_id: makeTraceId(),
      },
    };
  }
}

function makeTraceId(): string {
  return `A${randomBytes(16).toString("base64url")}`;
}

export function invalidParameter(message: string, subcode?: number): GraphFailure {
  return new GraphFailure({ code: 100, subcode, message: `(#100) ${message}` });
}

export function missingParameter(name: string): GraphFailure {
  return invalidParameter(`The parameter ${name} is required`);
}

/** 100/33: the id is unknown, of another Page, or the thing cannot do this. */
export function unsupportedRequest(method: string, id: string): GraphFailure {
  return new GraphFailure({
    code: 100,
    subcode: 33,
    type: "GraphMethodException",
    message:
      `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to ` +
      "missing permissions, or does not support this operation. Please read the Graph API documentation at " +
      "https://developers.facebook.com/docs/graph-api",
  });
}

/** Also the answer to endpoints that were removed; what Meta answers there today is not confirmed. */
export function unknownPath(path: string): GraphFailure {
  return new GraphFailure({ code: 2500, message: `Unknown path components: /${path}` });
}

export function nonexistingField(field: string, nodeType: string): GraphFailure {
  return invalidParameter(`Tried accessing nonexisting field (${field}) on node type (${nodeType})`);
}

/** Any label call of a Page whose admin has not accepted the terms: code 2, and yet never to be retried. */
export function contactTermsNotAccepted(pageId: string): GraphFailure {
  return new GraphFailure({
    code: 2,
    subcode: 2018344,
    message: "Service temporarily unavailable",
    isTransient: false,
    userTitle: "Privacy ToS not accepted",
    userMessage:
      "To use the inbox label API, you need to accept the privacy ToS. Click the link to accept. " +
      `https://www.facebook.com/${pageId}/inbox/page_contact_tos/`,
  });
}

export function outsideWindow(): GraphFailure {
  return new GraphFailure({
    code: 10,
    subcode: 2018278,
    message:
      "(#10) This message is sent outside of allowed window. Learn more about the new policy here: " +
      "https://developers.facebook.com/docs/messenger-platform/policy-overview",
  });
}

export function noMatchingUser(): GraphFailure {
  return invalidParameter("No matching user found", 2018001);
}

/** Phone-number accounts: neither their profile nor their labels can be read. */
export function noProfileAvailable(): GraphFailure {
  return invalidParameter("No profile available for this user.", 2018218);
}

export function personUnavailable(): GraphFailure {
  return new GraphFailure({
    code: 551,
    subcode: 1545041,
    message: "(#551) This person isn't available right now.",
  });
}

export function callRateExceeded(): GraphFailure {
  return new GraphFailure({ code: 613, message: "(#613) Calls to this api have exceeded the rate limit." });
}

export function messengerCallsUsedUp(): GraphFailure {
  return new GraphFailure({
    code: 80006,
    message:
      "(#80006) There have been too many calls to this Messenger account. Wait a bit and try again. For more info, " +
      "please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting.",
  });
}

export function invalidToken(): GraphFailure {
  return new GraphFailure({ code: 190, message: "Invalid OAuth access token - Cannot parse access token" });
}

export function missingToken(isMe: boolean): GraphFailure {
  if (!isMe)
    return new GraphFailure({ code: 104, message: "An access token is required to request this resource." });
  return new GraphFailure({
    code: 2500,
    message: "An active access token must be used to query information about the current user.",
  });
}

export function permissionMissing(message: string): GraphFailure {
  return new GraphFailure({ code: 200, status: 403, message: `(#200) ${message}` });
}
