ALTER TABLE "activity_reviews" DROP CONSTRAINT "activity_reviews_org_id_session_id_onet_code_pk";--> statement-breakpoint
ALTER TABLE "activity_reviews" ADD COLUMN "id" uuid DEFAULT uuidv7() NOT NULL;--> statement-breakpoint
ALTER TABLE "activity_reviews" ADD CONSTRAINT "activity_reviews_org_id_id_pk" PRIMARY KEY("org_id","id");--> statement-breakpoint
ALTER TABLE "activity_reviews" ADD COLUMN "role_ids" uuid[] NOT NULL;--> statement-breakpoint
ALTER TABLE "activity_reviews" ADD COLUMN "act_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "activity_reviews" ADD COLUMN "withdrawn_by" uuid;--> statement-breakpoint
ALTER TABLE "activity_reviews" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "activity_reviews" ADD CONSTRAINT "activity_reviews_withdrawn_by_users_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activity_reviews_session_idx" ON "activity_reviews" USING btree ("org_id","session_id","onet_code");