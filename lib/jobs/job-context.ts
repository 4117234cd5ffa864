/** What a job is told besides its payload. */
export interface JobContext {
  /** Names this worker process in leases. */
  holder: string;
  /** Aborted when the worker is asked to stop: finish the step at hand and return. */
  abortSignal: AbortSignal | undefined;
}
