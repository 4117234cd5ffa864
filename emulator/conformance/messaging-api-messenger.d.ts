/** The package is written in Flow; this names what the conformance test uses of it, in the package's own words. */
declare module "messaging-api-messenger" {
  type Answer = Record<string, unknown>;
  interface Label {
    id: string;
    name?: string;
  }
  interface Persona {
    id: string;
    name: string;
  }
  interface SendAnswer {
    recipient_id: string;
    message_id: string;
  }
  export class MessengerClient {
    static connect(config: {
      accessToken: string;
      appId?: string;
      appSecret?: string;
      version?: string;
      origin?: string;
    }): MessengerClient;
    createLabel(name: string): Promise<{ id: string }>;
    associateLabel(psid: string, labelId: string): Promise<Answer>;
    dissociateLabel(psid: string, labelId: string): Promise<Answer>;
    getAssociatedLabels(psid: string): Promise<{ data: Label[] }>;
    getLabelDetails(labelId: string, options?: { fields: string[] }): Promise<Label>;
    getLabelList(): Promise<{ data: Label[] }>;
    deleteLabel(labelId: string): Promise<Answer>;
    createMessageCreative(messages: unknown[]): Promise<{ message_creative_id: number }>;
    sendBroadcastMessage(creativeId: number, options?: Answer): Promise<{ broadcast_id: number }>;
    cancelBroadcast(broadcastId: number): Promise<Answer>;
    getBroadcast(broadcastId: number): Promise<{ id: string; status: string; scheduled_time: string }>;
    startReachEstimation(labelId?: string): Promise<{ reach_estimation_id: number }>;
    getReachEstimate(reachId: number): Promise<Answer>;
    getBroadcastMessagesSent(broadcastId: number): Promise<{ values: { value: number }[] }[]>;
    sendText(psid: string, text: string, options?: Answer): Promise<SendAnswer>;
    sendButtonTemplate(psid: string, text: string, buttons: unknown[]): Promise<SendAnswer>;
    sendGenericTemplate(psid: string, elements: unknown[]): Promise<SendAnswer>;
    sendImage(psid: string, image: unknown, options?: Answer): Promise<SendAnswer>;
    uploadImage(image: string, options?: Answer): Promise<{ attachment_id: string }>;
    typingOn(psid: string): Promise<Answer>;
    sendBatch(batch: unknown[]): Promise<{ code: number; body: string }[]>;
    getUserProfile(psid: string): Promise<Answer>;
    getMessageTags(): Promise<unknown[]>;
    debugToken(): Promise<Answer>;
    getPageInfo(): Promise<Answer>;
    createPersona(persona: { name: string; profile_picture_url: string }): Promise<{ id: string }>;
    getPersona(personaId: string): Promise<Persona>;
    getAllPersonas(): Promise<Persona[]>;
    deletePersona(personaId: string): Promise<Answer>;
  }
  export const MessengerBatch: { sendText(psid: string, text: string): unknown };
  export const MessengerBroadcast: Record<"and" | "or" | "not", (...labels: unknown[]) => unknown>;
}
