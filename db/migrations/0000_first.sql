CREATE TABLE "activity_choices" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"onet_code" text NOT NULL,
	"role_id" uuid,
	"activity_id" text NOT NULL,
	"is_selected" boolean,
	"share" double precision,
	"origin" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_choices_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "activity_choices_key" UNIQUE NULLS NOT DISTINCT("org_id","session_id","onet_code","role_id","activity_id")
);
--> statement-breakpoint
ALTER TABLE "activity_choices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analysis_activities" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"run_id" uuid NOT NULL,
	"onet_code" text NOT NULL,
	"role_id" uuid,
	"activity_id" text NOT NULL,
	"level" text NOT NULL,
	"name" text NOT NULL,
	"weight" numeric(14, 6),
	"share" numeric(14, 6) NOT NULL,
	"exposure" numeric(14, 6),
	"exposure_level" text,
	"is_selected" boolean NOT NULL,
	"selected_by" text NOT NULL,
	CONSTRAINT "analysis_activities_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "analysis_activities_key" UNIQUE NULLS NOT DISTINCT("org_id","run_id","onet_code","role_id","activity_id")
);
--> statement-breakpoint
ALTER TABLE "analysis_activities" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analysis_aggregates" (
	"org_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"dimension" text NOT NULL,
	"key" text NOT NULL,
	"label" text NOT NULL,
	"headcount" numeric(14, 6) NOT NULL,
	"role_count" integer NOT NULL,
	"exposure" numeric(14, 6),
	"coverage" numeric(14, 6),
	"reach" numeric(14, 6),
	"impact" numeric(14, 6),
	"complexity" numeric(14, 6),
	"priority" numeric(14, 6),
	CONSTRAINT "analysis_aggregates_org_id_run_id_dimension_key_pk" PRIMARY KEY("org_id","run_id","dimension","key")
);
--> statement-breakpoint
ALTER TABLE "analysis_aggregates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analysis_results" (
	"org_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"role_id" uuid NOT NULL,
	"title" text NOT NULL,
	"onet_code" text,
	"occupation" text,
	"mapping_origin" text,
	"headcount" integer NOT NULL,
	"exposure" numeric(14, 6),
	"coverage" numeric(14, 6) NOT NULL,
	"spread" numeric(14, 6),
	"reach" numeric(14, 6),
	"impact" numeric(14, 6),
	"complexity" numeric(14, 6),
	"priority" numeric(14, 6),
	"rank" integer,
	"tier" text,
	"factors" jsonb NOT NULL,
	CONSTRAINT "analysis_results_org_id_run_id_role_id_pk" PRIMARY KEY("org_id","run_id","role_id")
);
--> statement-breakpoint
ALTER TABLE "analysis_results" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analysis_runs" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"requested_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"settings" jsonb NOT NULL,
	"release" text NOT NULL,
	"exposure_source" text NOT NULL,
	"exposure_version" text NOT NULL,
	"formula_version" text NOT NULL,
	"inputs_hash" text,
	"role_count" integer,
	"scored_role_count" integer,
	"headcount" integer,
	"tier_counts" jsonb,
	"published_at" timestamp with time zone,
	"published_by" uuid,
	CONSTRAINT "analysis_runs_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "analysis_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "candidates" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"role_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_origin" text NOT NULL,
	"description" text NOT NULL,
	"description_origin" text NOT NULL,
	"tier" text NOT NULL,
	"tier_origin" text NOT NULL,
	"position" double precision NOT NULL,
	"chosen_for_build_at" timestamp with time zone,
	"chosen_for_build_by" uuid,
	"origin" text NOT NULL,
	"stale_at" timestamp with time zone,
	"dismissed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "candidates_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "candidates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "own_activities" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"onet_code" text NOT NULL,
	"role_id" uuid,
	"name" text NOT NULL,
	"share" double precision NOT NULL,
	"exposure" double precision,
	"nearest_dwa_id" text,
	"added_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "own_activities_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "own_activities" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "decision_batches" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"made_by" uuid NOT NULL,
	"criteria" jsonb NOT NULL,
	"decision_count" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone_at" timestamp with time zone,
	CONSTRAINT "decision_batches_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "decision_batches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "discovery_sessions" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"analysis_settings" jsonb,
	"candidate_limit" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"inputs_changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "discovery_sessions_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "discovery_sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "role_decisions" (
	"org_id" uuid NOT NULL,
	"role_id" uuid NOT NULL,
	"onet_code" text,
	"release" text NOT NULL,
	"origin" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	"reason" text,
	"batch_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "role_decisions_org_id_role_id_pk" PRIMARY KEY("org_id","role_id")
);
--> statement-breakpoint
ALTER TABLE "role_decisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "role_suggestions" (
	"org_id" uuid NOT NULL,
	"role_id" uuid NOT NULL,
	"release" text NOT NULL,
	"matcher_version" text NOT NULL,
	"candidates" jsonb NOT NULL,
	"best_code" text,
	"confidence" double precision NOT NULL,
	"margin" double precision NOT NULL,
	"is_accepted" boolean NOT NULL,
	"suggested_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "role_suggestions_org_id_role_id_pk" PRIMARY KEY("org_id","role_id")
);
--> statement-breakpoint
ALTER TABLE "role_suggestions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "roles" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"title" text NOT NULL,
	"title_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "roles_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "roles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "uploads" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"file_name" text NOT NULL,
	"byte_size" bigint NOT NULL,
	"sha256" text NOT NULL,
	"quarantine_key" text,
	"quarantine_until" timestamp with time zone NOT NULL,
	"inspection" jsonb,
	"mapping" jsonb NOT NULL,
	"sheet" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"imported_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	"row_count" integer,
	"ignored_row_count" integer,
	"segment_count" integer,
	"role_count" integer,
	"headcount" bigint,
	CONSTRAINT "uploads_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "uploads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "workforce_segments" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"upload_id" uuid NOT NULL,
	"role_id" uuid NOT NULL,
	"department" text,
	"line_of_business" text,
	"location" text,
	"headcount" integer NOT NULL,
	CONSTRAINT "workforce_segments_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "workforce_segments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "history" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"request_id" text NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "history_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	CONSTRAINT "history_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "history" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invitations" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "invitations_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "memberships" (
	"org_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_org_id_user_id_pk" PRIMARY KEY("org_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "memberships" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "one_time_links" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"token_hash" text NOT NULL,
	"purpose" text NOT NULL,
	"user_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" timestamp
);
--> statement-breakpoint
CREATE TABLE "sign_ins" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"current_org_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"end_reason" text
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"operator_since_at" timestamp with time zone,
	"is_demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "function_runs" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"function_id" text NOT NULL,
	"event_id" uuid NOT NULL,
	"event" jsonb NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"wake_at" timestamp with time zone DEFAULT now() NOT NULL,
	"claimed_by" text,
	"claim" integer DEFAULT 0 NOT NULL,
	"crashes" integer DEFAULT 0 NOT NULL,
	"stack" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"output" jsonb,
	"error" jsonb,
	CONSTRAINT "function_runs_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "function_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "function_steps" (
	"org_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"step_hash" text NOT NULL,
	"name" text NOT NULL,
	"op" text NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"last_error" jsonb,
	"wake_at" timestamp with time zone DEFAULT now() NOT NULL,
	"result" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "function_steps_org_id_run_id_step_hash_pk" PRIMARY KEY("org_id","run_id","step_hash")
);
--> statement-breakpoint
ALTER TABLE "function_steps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "jobs" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"session_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"requested_by" uuid NOT NULL,
	"request_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"claimed_by_run" text,
	"finished_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"error_code" text,
	"error_message" text,
	"progress_done" integer DEFAULT 0 NOT NULL,
	"progress_total" integer,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "jobs_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "jobs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "outbox" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"retry_at" timestamp with time zone DEFAULT now() NOT NULL,
	"delivered_at" timestamp with time zone,
	"parked_at" timestamp with time zone,
	"last_error" text,
	CONSTRAINT "outbox_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "outbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "workers" (
	"id" text PRIMARY KEY NOT NULL,
	"host" text NOT NULL,
	"pid" integer NOT NULL,
	"pool_id" text,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"heartbeat_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exposure_scores" (
	"source" text NOT NULL,
	"version" text NOT NULL,
	"level" text NOT NULL,
	"element_id" text NOT NULL,
	"value" numeric(7, 6) NOT NULL,
	"class" text NOT NULL,
	CONSTRAINT "exposure_scores_source_version_level_element_id_pk" PRIMARY KEY("source","version","level","element_id")
);
--> statement-breakpoint
CREATE TABLE "exposure_sources" (
	"source" text NOT NULL,
	"version" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"licence" text NOT NULL,
	"citation" text NOT NULL,
	"floor" numeric(4, 3) NOT NULL,
	CONSTRAINT "exposure_sources_source_version_pk" PRIMARY KEY("source","version")
);
--> statement-breakpoint
CREATE TABLE "oews_wages" (
	"year" smallint NOT NULL,
	"soc" text NOT NULL,
	"title" text NOT NULL,
	"occupation_group" text NOT NULL,
	"employment" integer,
	"hourly_mean" numeric(7, 2),
	"annual_mean" integer,
	CONSTRAINT "oews_wages_year_soc_pk" PRIMARY KEY("year","soc")
);
--> statement-breakpoint
CREATE TABLE "onet_dwas" (
	"release" text NOT NULL,
	"id" text NOT NULL,
	"iwa_id" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "onet_dwas_release_id_pk" PRIMARY KEY("release","id")
);
--> statement-breakpoint
CREATE TABLE "onet_gwa_ratings" (
	"release" text NOT NULL,
	"code" text NOT NULL,
	"gwa_id" text NOT NULL,
	"importance" numeric(3, 2),
	"level" numeric(3, 2),
	CONSTRAINT "onet_gwa_ratings_release_code_gwa_id_pk" PRIMARY KEY("release","code","gwa_id")
);
--> statement-breakpoint
CREATE TABLE "onet_gwas" (
	"release" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "onet_gwas_release_id_pk" PRIMARY KEY("release","id")
);
--> statement-breakpoint
CREATE TABLE "onet_iwas" (
	"release" text NOT NULL,
	"id" text NOT NULL,
	"gwa_id" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "onet_iwas_release_id_pk" PRIMARY KEY("release","id")
);
--> statement-breakpoint
CREATE TABLE "onet_job_zones" (
	"release" text NOT NULL,
	"code" text NOT NULL,
	"job_zone" smallint NOT NULL,
	CONSTRAINT "onet_job_zones_release_code_pk" PRIMARY KEY("release","code")
);
--> statement-breakpoint
CREATE TABLE "onet_occupations" (
	"release" text NOT NULL,
	"code" text NOT NULL,
	"title" text NOT NULL,
	CONSTRAINT "onet_occupations_release_code_pk" PRIMARY KEY("release","code")
);
--> statement-breakpoint
CREATE TABLE "onet_related_occupations" (
	"release" text NOT NULL,
	"code" text NOT NULL,
	"related_code" text NOT NULL,
	"tier" text NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "onet_related_occupations_release_code_position_pk" PRIMARY KEY("release","code","position")
);
--> statement-breakpoint
CREATE TABLE "onet_releases" (
	"release" text PRIMARY KEY NOT NULL,
	"imported_at" timestamp with time zone DEFAULT now() NOT NULL,
	"pack_hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "onet_skill_ratings" (
	"release" text NOT NULL,
	"code" text NOT NULL,
	"skill_id" text NOT NULL,
	"importance" numeric(3, 2),
	"level" numeric(3, 2),
	"suppress" boolean NOT NULL,
	"not_relevant" boolean NOT NULL,
	CONSTRAINT "onet_skill_ratings_release_code_skill_id_pk" PRIMARY KEY("release","code","skill_id")
);
--> statement-breakpoint
CREATE TABLE "onet_skills" (
	"release" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "onet_skills_release_id_pk" PRIMARY KEY("release","id")
);
--> statement-breakpoint
CREATE TABLE "onet_task_dwas" (
	"release" text NOT NULL,
	"code" text NOT NULL,
	"task_id" integer NOT NULL,
	"dwa_id" text NOT NULL,
	CONSTRAINT "onet_task_dwas_release_task_id_dwa_id_pk" PRIMARY KEY("release","task_id","dwa_id")
);
--> statement-breakpoint
CREATE TABLE "onet_tasks" (
	"release" text NOT NULL,
	"task_id" integer NOT NULL,
	"code" text NOT NULL,
	"type" text NOT NULL,
	"importance" numeric(3, 2),
	CONSTRAINT "onet_tasks_release_task_id_pk" PRIMARY KEY("release","task_id")
);
--> statement-breakpoint
CREATE TABLE "onet_technologies" (
	"release" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"hot" boolean NOT NULL,
	"in_demand" boolean NOT NULL,
	CONSTRAINT "onet_technologies_release_code_name_pk" PRIMARY KEY("release","code","name")
);
--> statement-breakpoint
CREATE TABLE "onet_titles" (
	"release" text NOT NULL,
	"code" text NOT NULL,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "onet_titles_release_code_title_kind_pk" PRIMARY KEY("release","code","title","kind")
);
--> statement-breakpoint
ALTER TABLE "activity_choices" ADD CONSTRAINT "activity_choices_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_choices" ADD CONSTRAINT "activity_choices_session_fk" FOREIGN KEY ("org_id","session_id") REFERENCES "public"."discovery_sessions"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_choices" ADD CONSTRAINT "activity_choices_role_fk" FOREIGN KEY ("org_id","role_id") REFERENCES "public"."roles"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis_activities" ADD CONSTRAINT "analysis_activities_run_fk" FOREIGN KEY ("org_id","run_id") REFERENCES "public"."analysis_runs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis_aggregates" ADD CONSTRAINT "analysis_aggregates_run_fk" FOREIGN KEY ("org_id","run_id") REFERENCES "public"."analysis_runs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis_results" ADD CONSTRAINT "analysis_results_run_fk" FOREIGN KEY ("org_id","run_id") REFERENCES "public"."analysis_runs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis_runs" ADD CONSTRAINT "analysis_runs_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis_runs" ADD CONSTRAINT "analysis_runs_published_by_users_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis_runs" ADD CONSTRAINT "analysis_runs_session_fk" FOREIGN KEY ("org_id","session_id") REFERENCES "public"."discovery_sessions"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidates" ADD CONSTRAINT "candidates_chosen_for_build_by_users_id_fk" FOREIGN KEY ("chosen_for_build_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidates" ADD CONSTRAINT "candidates_session_fk" FOREIGN KEY ("org_id","session_id") REFERENCES "public"."discovery_sessions"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidates" ADD CONSTRAINT "candidates_role_fk" FOREIGN KEY ("org_id","role_id") REFERENCES "public"."roles"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidates" ADD CONSTRAINT "candidates_run_fk" FOREIGN KEY ("org_id","run_id") REFERENCES "public"."analysis_runs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_activities" ADD CONSTRAINT "own_activities_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_activities" ADD CONSTRAINT "own_activities_session_fk" FOREIGN KEY ("org_id","session_id") REFERENCES "public"."discovery_sessions"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_activities" ADD CONSTRAINT "own_activities_role_fk" FOREIGN KEY ("org_id","role_id") REFERENCES "public"."roles"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_batches" ADD CONSTRAINT "decision_batches_made_by_users_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_batches" ADD CONSTRAINT "decision_batches_session_fk" FOREIGN KEY ("org_id","session_id") REFERENCES "public"."discovery_sessions"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discovery_sessions" ADD CONSTRAINT "discovery_sessions_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discovery_sessions" ADD CONSTRAINT "discovery_sessions_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_decisions" ADD CONSTRAINT "role_decisions_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_decisions" ADD CONSTRAINT "role_decisions_role_fk" FOREIGN KEY ("org_id","role_id") REFERENCES "public"."roles"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_decisions" ADD CONSTRAINT "role_decisions_batch_fk" FOREIGN KEY ("org_id","batch_id") REFERENCES "public"."decision_batches"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_suggestions" ADD CONSTRAINT "role_suggestions_role_fk" FOREIGN KEY ("org_id","role_id") REFERENCES "public"."roles"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_session_fk" FOREIGN KEY ("org_id","session_id") REFERENCES "public"."discovery_sessions"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_session_fk" FOREIGN KEY ("org_id","session_id") REFERENCES "public"."discovery_sessions"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workforce_segments" ADD CONSTRAINT "workforce_segments_upload_fk" FOREIGN KEY ("org_id","upload_id") REFERENCES "public"."uploads"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workforce_segments" ADD CONSTRAINT "workforce_segments_role_fk" FOREIGN KEY ("org_id","role_id") REFERENCES "public"."roles"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_users_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_links" ADD CONSTRAINT "one_time_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_current_org_id_organizations_id_fk" FOREIGN KEY ("current_org_id") REFERENCES "public"."organizations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "function_steps" ADD CONSTRAINT "function_steps_run_fk" FOREIGN KEY ("org_id","run_id") REFERENCES "public"."function_runs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_session_fk" FOREIGN KEY ("org_id","session_id") REFERENCES "public"."discovery_sessions"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exposure_scores" ADD CONSTRAINT "exposure_scores_source_fk" FOREIGN KEY ("source","version") REFERENCES "public"."exposure_sources"("source","version") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_dwas" ADD CONSTRAINT "onet_dwas_iwa_fk" FOREIGN KEY ("release","iwa_id") REFERENCES "public"."onet_iwas"("release","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_gwa_ratings" ADD CONSTRAINT "onet_gwa_ratings_occupation_fk" FOREIGN KEY ("release","code") REFERENCES "public"."onet_occupations"("release","code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_gwa_ratings" ADD CONSTRAINT "onet_gwa_ratings_gwa_fk" FOREIGN KEY ("release","gwa_id") REFERENCES "public"."onet_gwas"("release","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_gwas" ADD CONSTRAINT "onet_gwas_release_onet_releases_release_fk" FOREIGN KEY ("release") REFERENCES "public"."onet_releases"("release") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_iwas" ADD CONSTRAINT "onet_iwas_gwa_fk" FOREIGN KEY ("release","gwa_id") REFERENCES "public"."onet_gwas"("release","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_job_zones" ADD CONSTRAINT "onet_job_zones_occupation_fk" FOREIGN KEY ("release","code") REFERENCES "public"."onet_occupations"("release","code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_occupations" ADD CONSTRAINT "onet_occupations_release_onet_releases_release_fk" FOREIGN KEY ("release") REFERENCES "public"."onet_releases"("release") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_related_occupations" ADD CONSTRAINT "onet_related_occupations_occupation_fk" FOREIGN KEY ("release","code") REFERENCES "public"."onet_occupations"("release","code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_related_occupations" ADD CONSTRAINT "onet_related_occupations_related_fk" FOREIGN KEY ("release","related_code") REFERENCES "public"."onet_occupations"("release","code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_skill_ratings" ADD CONSTRAINT "onet_skill_ratings_occupation_fk" FOREIGN KEY ("release","code") REFERENCES "public"."onet_occupations"("release","code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_skill_ratings" ADD CONSTRAINT "onet_skill_ratings_skill_fk" FOREIGN KEY ("release","skill_id") REFERENCES "public"."onet_skills"("release","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_skills" ADD CONSTRAINT "onet_skills_release_onet_releases_release_fk" FOREIGN KEY ("release") REFERENCES "public"."onet_releases"("release") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_task_dwas" ADD CONSTRAINT "onet_task_dwas_task_fk" FOREIGN KEY ("release","task_id") REFERENCES "public"."onet_tasks"("release","task_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_task_dwas" ADD CONSTRAINT "onet_task_dwas_dwa_fk" FOREIGN KEY ("release","dwa_id") REFERENCES "public"."onet_dwas"("release","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_tasks" ADD CONSTRAINT "onet_tasks_occupation_fk" FOREIGN KEY ("release","code") REFERENCES "public"."onet_occupations"("release","code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_technologies" ADD CONSTRAINT "onet_technologies_occupation_fk" FOREIGN KEY ("release","code") REFERENCES "public"."onet_occupations"("release","code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "onet_titles" ADD CONSTRAINT "onet_titles_occupation_fk" FOREIGN KEY ("release","code") REFERENCES "public"."onet_occupations"("release","code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activity_choices_role_idx" ON "activity_choices" USING btree ("org_id","role_id");--> statement-breakpoint
CREATE INDEX "analysis_results_rank_idx" ON "analysis_results" USING btree ("org_id","run_id","rank");--> statement-breakpoint
CREATE UNIQUE INDEX "analysis_runs_number_key" ON "analysis_runs" USING btree ("org_id","session_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "analysis_runs_published_key" ON "analysis_runs" USING btree ("org_id","session_id") WHERE published_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "candidates_role_key" ON "candidates" USING btree ("org_id","session_id","role_id");--> statement-breakpoint
CREATE INDEX "candidates_board_idx" ON "candidates" USING btree ("org_id","session_id","tier","position");--> statement-breakpoint
CREATE INDEX "candidates_run_idx" ON "candidates" USING btree ("org_id","run_id");--> statement-breakpoint
CREATE INDEX "own_activities_session_idx" ON "own_activities" USING btree ("org_id","session_id");--> statement-breakpoint
CREATE INDEX "own_activities_role_idx" ON "own_activities" USING btree ("org_id","role_id");--> statement-breakpoint
CREATE INDEX "discovery_sessions_list_idx" ON "discovery_sessions" USING btree ("org_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "role_decisions_batch_idx" ON "role_decisions" USING btree ("org_id","batch_id");--> statement-breakpoint
CREATE UNIQUE INDEX "roles_title_key" ON "roles" USING btree ("org_id","session_id","title_key");--> statement-breakpoint
CREATE UNIQUE INDEX "uploads_bytes_key" ON "uploads" USING btree ("org_id","session_id","sha256") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "workforce_segments_session_idx" ON "workforce_segments" USING btree ("org_id","session_id","role_id");--> statement-breakpoint
CREATE INDEX "workforce_segments_upload_idx" ON "workforce_segments" USING btree ("org_id","upload_id");--> statement-breakpoint
CREATE INDEX "workforce_segments_role_idx" ON "workforce_segments" USING btree ("org_id","role_id");--> statement-breakpoint
CREATE INDEX "history_subject_idx" ON "history" USING btree ("org_id","subject_kind","subject_id","at");--> statement-breakpoint
CREATE INDEX "history_at_idx" ON "history" USING btree ("org_id","at" desc);--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_token_key" ON "invitations" USING btree ("org_id","token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_open_key" ON "invitations" USING btree ("org_id","email") WHERE accepted_at is null and revoked_at is null;--> statement-breakpoint
CREATE INDEX "memberships_user_idx" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_time_links_token_key" ON "one_time_links" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "sign_ins_user_idx" ON "sign_ins" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "users" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "function_runs_event_key" ON "function_runs" USING btree ("org_id","function_id","event_id");--> statement-breakpoint
CREATE INDEX "function_runs_open_idx" ON "function_runs" USING btree ("created_at") WHERE finished_at is null and failed_at is null;--> statement-breakpoint
CREATE INDEX "function_runs_claim_idx" ON "function_runs" USING btree ("claimed_by") WHERE claimed_by is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_open_key" ON "jobs" USING btree ("org_id","kind","subject_id") WHERE finished_at is null and failed_at is null and cancelled_at is null;--> statement-breakpoint
CREATE INDEX "jobs_session_idx" ON "jobs" USING btree ("org_id","session_id","created_at");--> statement-breakpoint
CREATE INDEX "jobs_updated_idx" ON "jobs" USING btree ("org_id","updated_at");--> statement-breakpoint
CREATE INDEX "jobs_stuck_idx" ON "jobs" USING btree ("updated_at") WHERE finished_at is null and failed_at is null and cancelled_at is null;--> statement-breakpoint
CREATE INDEX "outbox_undelivered_idx" ON "outbox" USING btree ("retry_at") WHERE delivered_at is null and parked_at is null;--> statement-breakpoint
CREATE INDEX "onet_occupations_words_idx" ON "onet_occupations" USING gin (to_tsvector('simple', regexp_replace("title", '[^[:alnum:]]+', ' ', 'g')));--> statement-breakpoint
CREATE INDEX "onet_task_dwas_code_idx" ON "onet_task_dwas" USING btree ("release","code");--> statement-breakpoint
CREATE INDEX "onet_task_dwas_dwa_idx" ON "onet_task_dwas" USING btree ("release","dwa_id");--> statement-breakpoint
CREATE INDEX "onet_tasks_code_idx" ON "onet_tasks" USING btree ("release","code");--> statement-breakpoint
CREATE INDEX "onet_titles_words_idx" ON "onet_titles" USING gin (to_tsvector('simple', regexp_replace("title", '[^[:alnum:]]+', ' ', 'g')));--> statement-breakpoint
CREATE POLICY "activity_choices_tenant" ON "activity_choices" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "activity_choices_system" ON "activity_choices" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "analysis_activities_tenant" ON "analysis_activities" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "analysis_activities_system" ON "analysis_activities" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "analysis_aggregates_tenant" ON "analysis_aggregates" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "analysis_aggregates_system" ON "analysis_aggregates" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "analysis_results_tenant" ON "analysis_results" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "analysis_results_system" ON "analysis_results" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "analysis_runs_tenant" ON "analysis_runs" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "analysis_runs_system" ON "analysis_runs" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "candidates_tenant" ON "candidates" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "candidates_system" ON "candidates" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_activities_tenant" ON "own_activities" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "own_activities_system" ON "own_activities" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "decision_batches_tenant" ON "decision_batches" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "decision_batches_system" ON "decision_batches" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "discovery_sessions_tenant" ON "discovery_sessions" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "discovery_sessions_system" ON "discovery_sessions" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "role_decisions_tenant" ON "role_decisions" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "role_decisions_system" ON "role_decisions" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "role_suggestions_tenant" ON "role_suggestions" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "role_suggestions_system" ON "role_suggestions" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "roles_tenant" ON "roles" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "roles_system" ON "roles" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "uploads_tenant" ON "uploads" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "uploads_system" ON "uploads" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "workforce_segments_tenant" ON "workforce_segments" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "workforce_segments_system" ON "workforce_segments" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "history_tenant" ON "history" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "history_system" ON "history" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "invitations_tenant" ON "invitations" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "invitations_system" ON "invitations" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "memberships_tenant" ON "memberships" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "memberships_system" ON "memberships" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "memberships_own" ON "memberships" AS PERMISSIVE FOR SELECT TO "opportune_app" USING (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "function_runs_tenant" ON "function_runs" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "function_runs_system" ON "function_runs" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "function_steps_tenant" ON "function_steps" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "function_steps_system" ON "function_steps" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "jobs_tenant" ON "jobs" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "jobs_system" ON "jobs" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "outbox_tenant" ON "outbox" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "outbox_system" ON "outbox" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);