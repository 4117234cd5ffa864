/** The package ships no types; this names what the conformance test uses of it, in the package's own words. */
declare module "facebook-nodejs-business-sdk" {
  type Parameters = Record<string, unknown>;
  interface Node {
    id: string;
    _data: Record<string, unknown>;
  }
  interface Cursor extends Array<Node> {
    hasNext(): boolean;
    next(): Promise<Cursor>;
    hasPrevious(): boolean;
    previous(): Promise<Cursor>;
  }
  export class FacebookAdsApi {
    static init(token: string, locale: string, crashLog: boolean): FacebookAdsApi;
    setDebug(isOn: boolean): FacebookAdsApi;
  }
  export class FacebookAdsApiBatch {
    constructor(api: FacebookAdsApi);
    add(
      method: string,
      path: string[],
      parameters?: Parameters,
      files?: null,
      onSuccess?: (response: { body: Record<string, unknown> }) => void,
      onFailure?: (response: { error: unknown }) => void,
    ): unknown;
    execute(): Promise<unknown>;
  }
  export class Page {
    constructor(id: string);
    get(fields: string[]): Promise<Node>;
    getCustomLabels(fields: string[], parameters?: Parameters): Promise<Cursor>;
    createCustomLabel(fields: string[], parameters: Parameters): Promise<PageUserMessageThreadLabel>;
    getConversations(fields: string[], parameters?: Parameters): Promise<Cursor>;
    createMessage(fields: string[], parameters: Parameters): Promise<Node>;
    createMessageAttachment(fields: string[], parameters: Parameters): Promise<Node>;
    createMessageTemplate(fields: string[], parameters: Parameters): Promise<Node>;
    getMessageTemplates(fields: string[], parameters?: Parameters): Promise<Cursor>;
    createSubscribedApp(fields: string[], parameters: Parameters): Promise<Node>;
    getSubscribedApps(fields: string[], parameters?: Parameters): Promise<Cursor>;
    deleteSubscribedApps(parameters: Parameters): Promise<unknown>;
  }
  export class PageUserMessageThreadLabel {
    constructor(id: string);
    id: string;
    _data: Record<string, unknown>;
    get(fields: string[]): Promise<Node>;
    delete(fields: string[]): Promise<unknown>;
    createLabel(fields: string[], parameters: Parameters): Promise<Node>;
    deleteLabel(parameters: Parameters): Promise<unknown>;
  }
  export class User {
    constructor(id: string);
    get(fields: string[]): Promise<Node>;
    getAccounts(fields: string[], parameters?: Parameters): Promise<Cursor>;
    getCustomLabels(fields: string[], parameters?: Parameters): Promise<Cursor>;
  }
}
