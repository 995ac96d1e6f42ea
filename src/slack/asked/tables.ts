/** What was asked of the bot in threads. Times are milliseconds since 1970. */
export interface AskedTables {
  /** Events that were taken up: Slack delivers one again where it did not hear that it arrived. */
  slack_heard_events: {
    team_id: string;
    event_id: string;
    heard_at: number;
  };
  /** Changes that somebody asked about, for the button that makes one a revision. They go with their review. */
  slack_what_ifs: {
    id: string;
    review_id: string;
    team_id: string;
    /** The revision that they are changes of. */
    base_revision: number;
    /** Fields and values, as JSON. */
    changes: string;
    created_at: number;
  };
}
