/** Forms that are open in Slack. Times are milliseconds since 1970. */
export interface DraftTables {
  slack_drafts: {
    id: string;
    team_id: string;
    user_id: string;
    /** What was typed or chosen, by question, as JSON. */
    answers: string;
    /** A secret while it lives: whoever has it can write into the conversation. */
    response_url: string | null;
    response_url_expires_at: number | null;
    updated_at: number;
  };
}
