/**
 * Every URL of the product in one place, so that a moved page is one edit and a mistyped one is a type error.
 * Ids go in as they are: Page ids and PSIDs are digits, our own ids are URL-safe.
 */
export const paths = {
  home: () => "/",
  signIn: () => "/sign-in",
  setup: () => "/setup",
  invite: (token: string) => `/invite/${token}`,
  connect: (view: { page?: string; trouble?: string } = {}) => withQuery("/connect", view),
  page: (pageId: string) => `/${pageId}`,
  labels: (pageId: string) => `/${pageId}/labels`,
  renameLabel: (pageId: string, labelId: string, name?: string) =>
    withQuery(`/${pageId}/labels/${labelId}/rename`, { name }),
  mergeLabel: (pageId: string, labelId: string, view: { into?: string; also?: string } = {}) =>
    withQuery(`/${pageId}/labels/${labelId}/merge`, view),
  customers: (pageId: string, view: { search?: string; filter?: string } = {}) =>
    withQuery(`/${pageId}/customers`, { search: view.search, filter: view.filter }),
  customer: (pageId: string, psid: string) => `/${pageId}/customers/${psid}`,
  importFile: (pageId: string) => `/${pageId}/customers/import`,
  csvImport: (pageId: string, importId: string) => `/${pageId}/customers/import/${importId}`,
  leads: (pageId: string, view: { stage?: string; lead?: string } = {}) =>
    withQuery(`/${pageId}/leads`, view),
  segments: (pageId: string) => `/${pageId}/segments`,
  newSegment: (pageId: string, start: { predicate?: string } = {}) =>
    withQuery(`/${pageId}/segments/new`, { predicate: start.predicate }),
  segment: (pageId: string, segmentId: string, view: { explain?: string } = {}) =>
    withQuery(`/${pageId}/segments/${segmentId}`, view),
  frozenList: (pageId: string, listId: string) => `/${pageId}/segments/frozen/${listId}`,
  broadcasts: (pageId: string) => `/${pageId}/broadcasts`,
  newBroadcast: (pageId: string, start: { segment?: string; predicate?: string } = {}) =>
    withQuery(`/${pageId}/broadcasts/new`, { segment: start.segment, predicate: start.predicate }),
  broadcast: (pageId: string, broadcastId: string) => `/${pageId}/broadcasts/${broadcastId}`,
  broadcastReview: (pageId: string, broadcastId: string) => `/${pageId}/broadcasts/${broadcastId}/review`,
  activity: (pageId: string) => `/${pageId}/activity`,
  jobs: (pageId: string) => `/${pageId}/activity/jobs`,
  job: (pageId: string, jobId: string) => `/${pageId}/activity/jobs/${jobId}`,
  settings: (pageId: string) => `/${pageId}/settings`,
  settingsSending: (pageId: string) => `/${pageId}/settings/sending`,
  settingsRules: (pageId: string) => `/${pageId}/settings/rules`,
  settingsSync: (pageId: string) => `/${pageId}/settings/sync`,
  settingsPeople: (pageId: string) => `/${pageId}/settings/people`,
};

/** The GET resources that TanStack Query reads. `predicate` and `filter` are encoded by `encodePredicate`. */
export const apiPaths = {
  labels: (pageId: string) => `/api/pages/${pageId}/labels`,
  csvImports: (pageId: string) => `/api/pages/${pageId}/csv-imports`,
  csvImport: (pageId: string, importId: string) => `/api/pages/${pageId}/csv-imports/${importId}`,
  csvBadRows: (pageId: string, importId: string) => `/api/pages/${pageId}/csv-imports/${importId}/bad-rows`,
  labelChanges: (pageId: string) => `/api/pages/${pageId}/labels/changes`,
  labelUses: (pageId: string) => `/api/pages/${pageId}/labels/uses`,
  moveImpact: (pageId: string, sourceIds: readonly string[], targetId: string | null) =>
    `/api/pages/${pageId}/labels/move-impact?${new URLSearchParams([
      ...sourceIds.map((id) => ["source", id]),
      ...(targetId === null ? [] : [["target", targetId]]),
    ]).toString()}`,
  customers: (pageId: string, view: Record<string, string | number | undefined> = {}) =>
    withQuery(`/api/pages/${pageId}/customers`, view),
  customer: (pageId: string, psid: string) => `/api/pages/${pageId}/customers/${psid}`,
  conversation: (pageId: string, psid: string) => `/api/pages/${pageId}/customers/${psid}/conversation`,
  labelHistory: (pageId: string, psid: string, cursor: string | null) =>
    withQuery(`/api/pages/${pageId}/customers/${psid}/label-history`, { cursor: cursor ?? undefined }),
  customerDeliveries: (pageId: string, psid: string, cursor: string | null) =>
    withQuery(`/api/pages/${pageId}/customers/${psid}/deliveries`, { cursor: cursor ?? undefined }),
  optOuts: (pageId: string, cursor: string | null) =>
    withQuery(`/api/pages/${pageId}/opt-outs`, { cursor: cursor ?? undefined }),
  counts: (pageId: string, predicate: string) => withQuery(`/api/pages/${pageId}/counts`, { predicate }),
  sample: (pageId: string, predicate: string) => withQuery(`/api/pages/${pageId}/sample`, { predicate }),
  segments: (pageId: string) => `/api/pages/${pageId}/segments`,
  segment: (pageId: string, segmentId: string) => `/api/pages/${pageId}/segments/${segmentId}`,
  segmentVersions: (pageId: string, segmentId: string, view: { cursor?: string } = {}) =>
    withQuery(`/api/pages/${pageId}/segments/${segmentId}/versions`, view),
  segmentUses: (pageId: string, segmentId: string) => `/api/pages/${pageId}/segments/${segmentId}/uses`,
  segmentSizes: (pageId: string, segmentId: string) => `/api/pages/${pageId}/segments/${segmentId}/sizes`,
  recentSizes: (pageId: string) => `/api/pages/${pageId}/segment-sizes`,
  overlap: (pageId: string, labelIds: readonly string[]) =>
    `/api/pages/${pageId}/overlap?${new URLSearchParams(labelIds.map((id) => ["label", id])).toString()}`,
  segmentsOfCustomer: (pageId: string, psid: string) => `/api/pages/${pageId}/customers/${psid}/segments`,
  twins: (pageId: string, view: { predicate: string; except?: string }) =>
    withQuery(`/api/pages/${pageId}/twins`, view),
  frozenLists: (pageId: string) => `/api/pages/${pageId}/frozen-lists`,
  frozenList: (pageId: string, listId: string) => `/api/pages/${pageId}/frozen-lists/${listId}`,
  frozenPeople: (pageId: string, listId: string, view: { cursor?: string } = {}) =>
    withQuery(`/api/pages/${pageId}/frozen-lists/${listId}/people`, view),
  broadcasts: (pageId: string, view: { view?: string; search?: string; cursor?: string } = {}) =>
    withQuery(`/api/pages/${pageId}/broadcasts`, view),
  begunBroadcasts: (pageId: string) => `/api/pages/${pageId}/broadcasts/begun`,
  broadcast: (pageId: string, broadcastId: string) => `/api/pages/${pageId}/broadcasts/${broadcastId}`,
  review: (pageId: string, broadcastId: string) => `/api/pages/${pageId}/broadcasts/${broadcastId}/review`,
  report: (pageId: string, broadcastId: string) => `/api/pages/${pageId}/broadcasts/${broadcastId}/report`,
  deliveriesCsv: (pageId: string, broadcastId: string) =>
    `/api/pages/${pageId}/broadcasts/${broadcastId}/deliveries/csv`,
  forecast: (pageId: string, broadcastId: string) =>
    `/api/pages/${pageId}/broadcasts/${broadcastId}/forecast`,
  fallen: (pageId: string, broadcastId: string, view: { step: string; cursor?: string }) =>
    withQuery(`/api/pages/${pageId}/broadcasts/${broadcastId}/fallen`, view),
  directMessages: (pageId: string, psid: string) => `/api/pages/${pageId}/customers/${psid}/direct-messages`,
  ownCustomer: (pageId: string) => `/api/pages/${pageId}/own-customer`,
  savedMessages: (pageId: string) => `/api/pages/${pageId}/saved-messages`,
  sendingSettings: (pageId: string) => `/api/pages/${pageId}/sending-settings`,
  deliveries: (pageId: string, broadcastId: string, view: Record<string, string | undefined> = {}) =>
    withQuery(`/api/pages/${pageId}/broadcasts/${broadcastId}/deliveries`, view),
  sync: (pageId: string) => `/api/pages/${pageId}/sync`,
  leads: (pageId: string, view: { stage: string; cursor?: string }) =>
    withQuery(`/api/pages/${pageId}/leads`, view),
  leadFunnel: (pageId: string) => `/api/pages/${pageId}/leads/funnel`,
  leadTarget: (pageId: string) => `/api/pages/${pageId}/leads/target`,
  syncReport: (pageId: string) => `/api/pages/${pageId}/sync/report`,
  team: (pageId: string) => `/api/pages/${pageId}/team`,
  connection: (pageId: string) => `/api/pages/${pageId}/connection`,
  activity: (pageId: string, view: Record<string, string | undefined> = {}) =>
    withQuery(`/api/pages/${pageId}/activity`, view),
  activityExport: (pageId: string, filter: Record<string, string | undefined>) =>
    withQuery(`/api/pages/${pageId}/activity/export`, filter),
  customersExport: (pageId: string, view: Record<string, string | undefined>) =>
    withQuery(`/api/pages/${pageId}/customers/export`, view),
  jobs: (pageId: string) => `/api/pages/${pageId}/jobs`,
  allJobs: (pageId: string, view: { cursor?: string } = {}) =>
    withQuery(`/api/pages/${pageId}/all-jobs`, view),
  job: (pageId: string, jobId: string) => `/api/pages/${pageId}/jobs/${jobId}`,
  jobMissing: (pageId: string, jobId: string) => `/api/pages/${pageId}/jobs/${jobId}/missing`,
  jobItems: (pageId: string, jobId: string, view: { state?: string; cursor?: string } = {}) =>
    withQuery(`/api/pages/${pageId}/jobs/${jobId}/items`, view),
  bulkDifference: (pageId: string, change: object) =>
    withQuery(`/api/pages/${pageId}/bulk-difference`, { change: JSON.stringify(change) }),
  events: (pageId: string, since: number) => withQuery(`/api/pages/${pageId}/events`, { since }),
};

/** Leaves out what is empty, so that the same view always has the same address. */
function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  if (entries.length === 0) return path;
  return `${path}?${new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString()}`;
}
