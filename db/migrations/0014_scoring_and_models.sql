CREATE TABLE "api_keys" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"secret_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"revoked_by" uuid,
	CONSTRAINT "api_keys_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "api_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "idempotent_requests" (
	"org_id" uuid NOT NULL,
	"asked_by" uuid NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"result" jsonb,
	"http_status" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotent_requests_org_id_asked_by_key_pk" PRIMARY KEY("org_id","asked_by","key")
);
--> statement-breakpoint
ALTER TABLE "idempotent_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "model_budgets" (
	"org_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"limit_nanos" bigint,
	"spent_nanos" bigint DEFAULT 0 NOT NULL,
	"reserved_nanos" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "model_budgets_org_id_scope_pk" PRIMARY KEY("org_id","scope"),
	CONSTRAINT "model_budgets_money" CHECK ("model_budgets"."spent_nanos" >= 0 and "model_budgets"."reserved_nanos" >= 0)
);
--> statement-breakpoint
ALTER TABLE "model_budgets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "model_calls" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"purpose" text NOT NULL,
	"subject_id" uuid,
	"batch_id" uuid,
	"idempotency_key" text NOT NULL,
	"request_hash" text NOT NULL,
	"provider" text NOT NULL,
	"requested_model" text NOT NULL,
	"resolved_model" text,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"in_doubt_at" timestamp with time zone,
	"replayed_at" timestamp with time zone,
	"status" text GENERATED ALWAYS AS (case
          when replayed_at is not null then 'replayed'
          when in_doubt_at is not null then 'in_doubt'
          when failed_at is not null then 'failed'
          when answered_at is not null then 'answered'
          else 'open'
        end) STORED NOT NULL,
	"duration_ms" integer,
	"prompt_tokens" integer,
	"completion_tokens" integer,
	"total_tokens" integer,
	"reserved_nanos" bigint NOT NULL,
	"cost_nanos" bigint DEFAULT 0 NOT NULL,
	"finish_reason" text,
	"error_class" text,
	"error_code" text,
	"http_status" integer,
	"retry_after_ms" integer,
	"provider_request_id" text,
	CONSTRAINT "model_calls_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "model_calls_money" CHECK ("model_calls"."reserved_nanos" >= 0 and "model_calls"."cost_nanos" >= 0)
);
--> statement-breakpoint
ALTER TABLE "model_calls" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "model_circuits" (
	"provider" text PRIMARY KEY NOT NULL,
	"failures_in_row" integer DEFAULT 0 NOT NULL,
	"opened_at" timestamp with time zone,
	"probe_until" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_settings" (
	"org_id" uuid PRIMARY KEY NOT NULL,
	"scoring_model" text,
	"screening_model" text,
	"mapping_model" text,
	"monthly_budget_nanos" bigint DEFAULT 50000000000 NOT NULL,
	"confirm_above_nanos" bigint DEFAULT 1000000000 NOT NULL,
	"mapping_on_since" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "model_settings_money" CHECK ("model_settings"."monthly_budget_nanos" >= 0 and "model_settings"."confirm_above_nanos" >= 0)
);
--> statement-breakpoint
ALTER TABLE "model_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "own_models" (
	"org_id" uuid NOT NULL,
	"name" text NOT NULL,
	"input_price" numeric(12, 6) NOT NULL,
	"output_price" numeric(12, 6) NOT NULL,
	"context_tokens" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "own_models_org_id_name_pk" PRIMARY KEY("org_id","name"),
	CONSTRAINT "own_models_prices" CHECK ("own_models"."input_price" >= 0 and "own_models"."output_price" >= 0 and "own_models"."context_tokens" > 0)
);
--> statement-breakpoint
ALTER TABLE "own_models" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "title_choices" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"input_hash" text NOT NULL,
	"title_key" text NOT NULL,
	"release" text NOT NULL,
	"prompt_version" text NOT NULL,
	"model" text NOT NULL,
	"onet_code" text,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "title_choices_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "title_choices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "profile_links" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"profile_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"role_id" uuid,
	"candidate_id" uuid,
	"scoring_job_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	CONSTRAINT "profile_links_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "profile_links_target" CHECK (("profile_links"."kind" = 'holds_role' and role_id is not null and candidate_id is null)
          or ("profile_links"."kind" = 'lead' and candidate_id is not null and role_id is null))
);
--> statement-breakpoint
ALTER TABLE "profile_links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "profile_versions" (
	"org_id" uuid NOT NULL,
	"profile_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"content_hash" text NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid NOT NULL,
	CONSTRAINT "profile_versions_org_id_profile_id_version_pk" PRIMARY KEY("org_id","profile_id","version")
);
--> statement-breakpoint
ALTER TABLE "profile_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "profiles" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"headline" text,
	"current_title" text,
	"current_company" text,
	"search_text" text GENERATED ALWAYS AS (lower(name || ' ' || external_id || ' ' || coalesce(headline, '') || ' ' || coalesce(current_title, '')
          || ' ' || coalesce(current_company, ''))) STORED NOT NULL,
	"content" jsonb NOT NULL,
	"content_hash" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"source" text NOT NULL,
	"purpose" text NOT NULL,
	"retain_until" date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "profiles_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "profiles_named" CHECK (btrim("profiles"."external_id") <> '' and btrim("profiles"."name") <> '')
);
--> statement-breakpoint
ALTER TABLE "profiles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "scoring_attempts" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"job_id" uuid NOT NULL,
	"retry" integer NOT NULL,
	"number" integer NOT NULL,
	"purpose" text NOT NULL,
	"call_id" uuid,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"error_class" text,
	"error_code" text,
	"error_message" text,
	"raw_answer" text,
	"faults" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "scoring_attempts_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "scoring_attempts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "scoring_jobs" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"profile_id" uuid NOT NULL,
	"profile_version" integer NOT NULL,
	"batch_id" uuid,
	"variant" text DEFAULT 'original' NOT NULL,
	"run_number" integer DEFAULT 1 NOT NULL,
	"source" text NOT NULL,
	"template_id" uuid,
	"template_version" integer,
	"candidate_id" uuid,
	"rubric" jsonb NOT NULL,
	"prompt" text,
	"gate_prompt" text,
	"profile_text" text,
	"profile_hash" text NOT NULL,
	"prompt_version" text NOT NULL,
	"serializer_version" text NOT NULL,
	"is_blind" boolean DEFAULT true NOT NULL,
	"unblind_reason" text,
	"requested_model" text NOT NULL,
	"parameters" jsonb NOT NULL,
	"input_hash" text NOT NULL,
	"estimate_nanos" bigint NOT NULL,
	"requested_by" uuid NOT NULL,
	"api_key_id" uuid,
	"request_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"claimed_by_run" text,
	"completed_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"cancelled_by" uuid,
	"status" text GENERATED ALWAYS AS (case
          when cancelled_at is not null then 'cancelled'
          when failed_at is not null then 'failed'
          when completed_at is not null then 'completed'
          when started_at is not null then 'processing'
          else 'pending'
        end) STORED NOT NULL,
	"retry_count" integer DEFAULT 0 NOT NULL,
	"resends" integer DEFAULT 0 NOT NULL,
	"error_class" text,
	"error_code" text,
	"error_message" text,
	"resolved_model" text,
	"prompt_tokens" integer,
	"completion_tokens" integer,
	"total_tokens" integer,
	"cost_nanos" bigint,
	"duration_ms" integer,
	"reused_from_job_id" uuid,
	"gate_outcome" text,
	"gate_score" numeric(9, 3),
	"gate_reason" text,
	"overall" numeric(9, 3),
	"model_overall" numeric(9, 3),
	"scale_min" numeric(9, 3) NOT NULL,
	"scale_max" numeric(9, 3) NOT NULL,
	"overall_share" numeric(7, 6),
	"outcome" text,
	"summary" text,
	"flags" text[] DEFAULT '{}' NOT NULL,
	"spread" numeric(9, 3),
	"disagreement" numeric(7, 6),
	"reviewed_at" timestamp with time zone,
	"reviewed_overall" numeric(9, 3),
	"reviewed_outcome" text,
	"shown_share" double precision GENERATED ALWAYS AS (coalesce((reviewed_overall - scale_min) / nullif(scale_max - scale_min, 0), overall_share)::float8) STORED,
	"shown_outcome" text GENERATED ALWAYS AS (coalesce(reviewed_outcome, outcome)) STORED,
	"text_dropped_at" timestamp with time zone,
	CONSTRAINT "scoring_jobs_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "scoring_jobs_retries" CHECK ("scoring_jobs"."retry_count" between 0 and 3),
	CONSTRAINT "scoring_jobs_one_end" CHECK (num_nonnulls(completed_at, failed_at, cancelled_at) <= 1),
	CONSTRAINT "scoring_jobs_one_source" CHECK ((source = 'prompt') = (template_id is null) and (template_id is null) = (template_version is null)),
	CONSTRAINT "scoring_jobs_unblind" CHECK (is_blind or unblind_reason is not null)
);
--> statement-breakpoint
ALTER TABLE "scoring_jobs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "scoring_points" (
	"org_id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"key" text NOT NULL,
	"label" text NOT NULL,
	"weight" numeric(6, 4) NOT NULL,
	"points" numeric(9, 3),
	"abstain_reason" text,
	"rationale" text,
	"quote" text,
	"quote_start" integer,
	"quote_end" integer,
	CONSTRAINT "scoring_points_org_id_job_id_key_pk" PRIMARY KEY("org_id","job_id","key"),
	CONSTRAINT "scoring_points_or_reason" CHECK ((points is null) = (abstain_reason is not null))
);
--> statement-breakpoint
ALTER TABLE "scoring_points" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "scoring_reviews" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"job_id" uuid NOT NULL,
	"reviewed_by" uuid NOT NULL,
	"reviewed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"overall" numeric(9, 3),
	"outcome" text NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "scoring_reviews_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "scoring_reviews" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "scoring_batch_items" (
	"org_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"profile_id" uuid NOT NULL,
	"variant" text DEFAULT 'original' NOT NULL,
	"run_number" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "scoring_batch_items_org_id_batch_id_profile_id_variant_run_number_pk" PRIMARY KEY("org_id","batch_id","profile_id","variant","run_number")
);
--> statement-breakpoint
ALTER TABLE "scoring_batch_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "scoring_batches" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"template_id" uuid,
	"template_version" integer,
	"prompt" text,
	"candidate_id" uuid,
	"runs_per_profile" integer DEFAULT 1 NOT NULL,
	"item_count" integer NOT NULL,
	"snapshot" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"estimate_low_nanos" bigint NOT NULL,
	"estimate_high_nanos" bigint NOT NULL,
	"budget_nanos" bigint NOT NULL,
	"report" jsonb,
	"requested_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "scoring_batches_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "scoring_batches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "scoring_template_versions" (
	"org_id" uuid NOT NULL,
	"template_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"body_hash" text NOT NULL,
	"restored_from" integer,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_by" uuid,
	CONSTRAINT "scoring_template_versions_org_id_template_id_version_pk" PRIMARY KEY("org_id","template_id","version"),
	CONSTRAINT "scoring_template_versions_number" CHECK ("scoring_template_versions"."version" > 0)
);
--> statement-breakpoint
ALTER TABLE "scoring_template_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "scoring_templates" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"role" text NOT NULL,
	"house_key" text,
	"draft" jsonb,
	"draft_revision" integer DEFAULT 1 NOT NULL,
	"published_version" integer,
	"default_since_at" timestamp with time zone,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "scoring_templates_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "scoring_templates_default_usable" CHECK ("scoring_templates"."default_since_at" is null or ("scoring_templates"."published_version" is not null and "scoring_templates"."archived_at" is null)),
	CONSTRAINT "scoring_templates_named" CHECK (btrim("scoring_templates"."name") <> '')
);
--> statement-breakpoint
ALTER TABLE "scoring_templates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "role_suggestions" ADD COLUMN "model_outcome" text;--> statement-breakpoint
ALTER TABLE "role_suggestions" ADD COLUMN "model_code" text;--> statement-breakpoint
ALTER TABLE "role_suggestions" ADD COLUMN "model_reason" text;--> statement-breakpoint
ALTER TABLE "role_suggestions" ADD COLUMN "model_name" text;--> statement-breakpoint
ALTER TABLE "role_suggestions" ADD COLUMN "model_error_code" text;--> statement-breakpoint
ALTER TABLE "organization_settings" ADD COLUMN "scoring_text_days" integer DEFAULT 90 NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotent_requests" ADD CONSTRAINT "idempotent_requests_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_budgets" ADD CONSTRAINT "model_budgets_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_calls" ADD CONSTRAINT "model_calls_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_settings" ADD CONSTRAINT "model_settings_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_models" ADD CONSTRAINT "own_models_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "title_choices" ADD CONSTRAINT "title_choices_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_links" ADD CONSTRAINT "profile_links_profile_fk" FOREIGN KEY ("org_id","profile_id") REFERENCES "public"."profiles"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_links" ADD CONSTRAINT "profile_links_role_fk" FOREIGN KEY ("org_id","role_id") REFERENCES "public"."roles"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_links" ADD CONSTRAINT "profile_links_candidate_fk" FOREIGN KEY ("org_id","candidate_id") REFERENCES "public"."candidates"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_versions" ADD CONSTRAINT "profile_versions_profile_fk" FOREIGN KEY ("org_id","profile_id") REFERENCES "public"."profiles"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profiles" ADD CONSTRAINT "profiles_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring_attempts" ADD CONSTRAINT "scoring_attempts_job_fk" FOREIGN KEY ("org_id","job_id") REFERENCES "public"."scoring_jobs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring_jobs" ADD CONSTRAINT "scoring_jobs_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring_jobs" ADD CONSTRAINT "scoring_jobs_profile_fk" FOREIGN KEY ("org_id","profile_id") REFERENCES "public"."profiles"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring_jobs" ADD CONSTRAINT "scoring_jobs_version_fk" FOREIGN KEY ("org_id","template_id","template_version") REFERENCES "public"."scoring_template_versions"("org_id","template_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring_jobs" ADD CONSTRAINT "scoring_jobs_batch_fk" FOREIGN KEY ("org_id","batch_id") REFERENCES "public"."scoring_batches"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring_points" ADD CONSTRAINT "scoring_points_job_fk" FOREIGN KEY ("org_id","job_id") REFERENCES "public"."scoring_jobs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring_reviews" ADD CONSTRAINT "scoring_reviews_job_fk" FOREIGN KEY ("org_id","job_id") REFERENCES "public"."scoring_jobs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring_batch_items" ADD CONSTRAINT "scoring_batch_items_batch_fk" FOREIGN KEY ("org_id","batch_id") REFERENCES "public"."scoring_batches"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring_batch_items" ADD CONSTRAINT "scoring_batch_items_profile_fk" FOREIGN KEY ("org_id","profile_id") REFERENCES "public"."profiles"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring_batches" ADD CONSTRAINT "scoring_batches_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring_batches" ADD CONSTRAINT "scoring_batches_version_fk" FOREIGN KEY ("org_id","template_id","template_version") REFERENCES "public"."scoring_template_versions"("org_id","template_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring_template_versions" ADD CONSTRAINT "scoring_template_versions_template_fk" FOREIGN KEY ("org_id","template_id") REFERENCES "public"."scoring_templates"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring_templates" ADD CONSTRAINT "scoring_templates_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_prefix_key" ON "api_keys" USING btree ("org_id","prefix");--> statement-breakpoint
CREATE INDEX "idempotent_requests_created_idx" ON "idempotent_requests" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "model_calls_subject_idx" ON "model_calls" USING btree ("org_id","subject_id","started_at") WHERE subject_id is not null;--> statement-breakpoint
CREATE INDEX "model_calls_key_idx" ON "model_calls" USING btree ("org_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "model_calls_started_idx" ON "model_calls" USING btree ("org_id","started_at");--> statement-breakpoint
CREATE INDEX "model_calls_batch_idx" ON "model_calls" USING btree ("org_id","batch_id") WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX "model_calls_open_idx" ON "model_calls" USING btree ("started_at") WHERE answered_at is null and failed_at is null and in_doubt_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "title_choices_key" ON "title_choices" USING btree ("org_id","input_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "profile_links_lead_key" ON "profile_links" USING btree ("org_id","candidate_id") WHERE kind = 'lead' and ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "profile_links_role_key" ON "profile_links" USING btree ("org_id","profile_id","role_id") WHERE kind = 'holds_role' and ended_at is null;--> statement-breakpoint
CREATE INDEX "profile_links_profile_idx" ON "profile_links" USING btree ("org_id","profile_id");--> statement-breakpoint
CREATE INDEX "profile_links_role_idx" ON "profile_links" USING btree ("org_id","role_id") WHERE role_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "profiles_external_key" ON "profiles" USING btree ("org_id","external_id");--> statement-breakpoint
CREATE INDEX "profiles_name_idx" ON "profiles" USING btree ("org_id",lower("name"),"id");--> statement-breakpoint
CREATE INDEX "profiles_updated_idx" ON "profiles" USING btree ("org_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "profiles_retention_idx" ON "profiles" USING btree ("retain_until");--> statement-breakpoint
CREATE UNIQUE INDEX "scoring_attempts_key" ON "scoring_attempts" USING btree ("org_id","job_id","retry","number");--> statement-breakpoint
CREATE UNIQUE INDEX "scoring_jobs_batch_key" ON "scoring_jobs" USING btree ("org_id","batch_id","profile_id","variant","run_number") WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX "scoring_jobs_newest_idx" ON "scoring_jobs" USING btree ("org_id","created_at","id");--> statement-breakpoint
CREATE INDEX "scoring_jobs_status_idx" ON "scoring_jobs" USING btree ("org_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "scoring_jobs_template_idx" ON "scoring_jobs" USING btree ("org_id","template_id","created_at","id");--> statement-breakpoint
CREATE INDEX "scoring_jobs_profile_idx" ON "scoring_jobs" USING btree ("org_id","profile_id","created_at","id");--> statement-breakpoint
CREATE INDEX "scoring_jobs_score_idx" ON "scoring_jobs" USING btree ("org_id",coalesce("shown_share", -1),"id");--> statement-breakpoint
CREATE INDEX "scoring_jobs_cost_idx" ON "scoring_jobs" USING btree ("org_id",coalesce("cost_nanos", -1),"id");--> statement-breakpoint
CREATE INDEX "scoring_jobs_scored_idx" ON "scoring_jobs" USING btree ("org_id","profile_id") WHERE completed_at is not null;--> statement-breakpoint
CREATE INDEX "scoring_jobs_counts_idx" ON "scoring_jobs" USING btree ("org_id","status","template_id","batch_id","shown_outcome","error_class","shown_share","flags","candidate_id");--> statement-breakpoint
CREATE INDEX "scoring_jobs_error_idx" ON "scoring_jobs" USING btree ("org_id","error_class","created_at") WHERE error_class is not null;--> statement-breakpoint
CREATE INDEX "scoring_jobs_candidate_idx" ON "scoring_jobs" USING btree ("org_id","candidate_id") WHERE candidate_id is not null;--> statement-breakpoint
CREATE INDEX "scoring_jobs_input_idx" ON "scoring_jobs" USING btree ("org_id","input_hash","completed_at") WHERE completed_at is not null;--> statement-breakpoint
CREATE INDEX "scoring_jobs_days_idx" ON "scoring_jobs" USING btree ("org_id","created_at","status","duration_ms","reused_from_job_id","error_class","error_code");--> statement-breakpoint
CREATE INDEX "scoring_jobs_review_idx" ON "scoring_jobs" USING btree ("org_id",coalesce("disagreement", 0),"id") WHERE status = 'completed' and reviewed_at is null and (outcome = 'undetermined' or flags <> '{}');--> statement-breakpoint
CREATE INDEX "scoring_jobs_open_idx" ON "scoring_jobs" USING btree ("updated_at") WHERE completed_at is null and failed_at is null and cancelled_at is null;--> statement-breakpoint
CREATE INDEX "scoring_jobs_text_idx" ON "scoring_jobs" USING btree ("created_at") WHERE text_dropped_at is null;--> statement-breakpoint
CREATE INDEX "scoring_reviews_job_idx" ON "scoring_reviews" USING btree ("org_id","job_id","reviewed_at");--> statement-breakpoint
CREATE INDEX "scoring_batch_items_profile_idx" ON "scoring_batch_items" USING btree ("org_id","profile_id");--> statement-breakpoint
CREATE INDEX "scoring_batches_newest_idx" ON "scoring_batches" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE INDEX "scoring_batches_template_idx" ON "scoring_batches" USING btree ("org_id","template_id","template_version","kind");--> statement-breakpoint
CREATE INDEX "scoring_batches_candidate_idx" ON "scoring_batches" USING btree ("org_id","candidate_id") WHERE candidate_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "scoring_templates_default_key" ON "scoring_templates" USING btree ("org_id","role") WHERE default_since_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "scoring_templates_house_key" ON "scoring_templates" USING btree ("org_id","house_key");--> statement-breakpoint
ALTER TABLE "role_suggestions" ADD CONSTRAINT "role_suggestions_choice" CHECK (("role_suggestions"."model_code" is not null) = ("role_suggestions"."model_outcome" is not distinct from 'chosen')
          and ("role_suggestions"."model_error_code" is null or "role_suggestions"."model_outcome" = 'failed'));--> statement-breakpoint
ALTER TABLE "organization_settings" ADD CONSTRAINT "organization_settings_scoring_text_days" CHECK ("organization_settings"."scoring_text_days" between 1 and 3650);--> statement-breakpoint
CREATE POLICY "api_keys_tenant" ON "api_keys" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "api_keys_system" ON "api_keys" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "idempotent_requests_tenant" ON "idempotent_requests" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "idempotent_requests_system" ON "idempotent_requests" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "model_budgets_tenant" ON "model_budgets" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "model_budgets_system" ON "model_budgets" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "model_calls_tenant" ON "model_calls" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "model_calls_system" ON "model_calls" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "model_settings_tenant" ON "model_settings" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "model_settings_system" ON "model_settings" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_models_tenant" ON "own_models" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "own_models_system" ON "own_models" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "title_choices_tenant" ON "title_choices" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "title_choices_system" ON "title_choices" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "profile_links_tenant" ON "profile_links" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "profile_links_system" ON "profile_links" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "profile_versions_tenant" ON "profile_versions" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "profile_versions_system" ON "profile_versions" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "profiles_tenant" ON "profiles" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "profiles_system" ON "profiles" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "scoring_attempts_tenant" ON "scoring_attempts" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "scoring_attempts_system" ON "scoring_attempts" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "scoring_jobs_tenant" ON "scoring_jobs" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "scoring_jobs_system" ON "scoring_jobs" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "scoring_points_tenant" ON "scoring_points" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "scoring_points_system" ON "scoring_points" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "scoring_reviews_tenant" ON "scoring_reviews" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "scoring_reviews_system" ON "scoring_reviews" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "scoring_batch_items_tenant" ON "scoring_batch_items" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "scoring_batch_items_system" ON "scoring_batch_items" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "scoring_batches_tenant" ON "scoring_batches" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "scoring_batches_system" ON "scoring_batches" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "scoring_template_versions_tenant" ON "scoring_template_versions" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "scoring_template_versions_system" ON "scoring_template_versions" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "scoring_templates_tenant" ON "scoring_templates" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "scoring_templates_system" ON "scoring_templates" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);--> statement-breakpoint
-- Lists read the narrow columns of many people; what one person's page reads lies beside the table.
ALTER TABLE "profiles" SET (toast_tuple_target = 1024);
