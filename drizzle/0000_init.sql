CREATE TABLE "caddies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"list_number" integer NOT NULL,
	"user_id" uuid,
	"name" text NOT NULL,
	"phone_number" text,
	"status" text NOT NULL,
	"rank" text COLLATE "C" NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "caddies_status" CHECK ("caddies"."status" in ('Disponible', 'En campo', 'Ausente'))
);
--> statement-breakpoint
CREATE TABLE "moves" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"caddie_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"rule" text,
	"reason" text,
	"before" jsonb,
	"after" jsonb NOT NULL,
	"version" integer NOT NULL,
	"op_id" text,
	"actor_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "moves_kind" CHECK ("moves"."kind" in ('added', 'status', 'position', 'list', 'edited', 'removed', 'undone', 'turn'))
);
--> statement-breakpoint
CREATE TABLE "turns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"caddie_id" uuid NOT NULL,
	"list_number" integer NOT NULL,
	"status" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"holes" integer,
	"notes" text,
	"started_by" uuid NOT NULL,
	"ended_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "turns_status" CHECK ("turns"."status" in ('open', 'finished', 'voided')),
	CONSTRAINT "turns_holes" CHECK ("turns"."holes" in (9, 18)),
	CONSTRAINT "turns_ended" CHECK (("turns"."status" = 'open') = ("turns"."ended_at" is null)),
	CONSTRAINT "turns_order" CHECK ("turns"."ended_at" >= "turns"."started_at")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"user_id" uuid NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"body" json,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_user_id_key_pk" PRIMARY KEY("user_id","key")
);
--> statement-breakpoint
CREATE TABLE "lists" (
	"organization_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "lists_organization_id_number_pk" PRIMARY KEY("organization_id","number")
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"time_zone" text DEFAULT 'America/Bogota' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"organization_id" uuid NOT NULL,
	"stream" text NOT NULL,
	"seq" bigint NOT NULL,
	"id" uuid NOT NULL,
	"event" text NOT NULL,
	"data" json NOT NULL,
	"timestamp" timestamp (3) with time zone NOT NULL,
	"op_id" text,
	CONSTRAINT "events_organization_id_stream_seq_pk" PRIMARY KEY("organization_id","stream","seq")
);
--> statement-breakpoint
CREATE TABLE "log_state" (
	"id" integer PRIMARY KEY NOT NULL,
	"epoch" text NOT NULL,
	"fingerprint" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "streams" (
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"seq" bigint NOT NULL,
	CONSTRAINT "streams_organization_id_name_pk" PRIMARY KEY("organization_id","name")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"identifier" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text NOT NULL,
	"session_version" integer DEFAULT 1 NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_identifier_lower" CHECK ("users"."identifier" = lower("users"."identifier")),
	CONSTRAINT "users_role" CHECK ("users"."role" in ('ADMIN', 'CADDIE'))
);
--> statement-breakpoint
ALTER TABLE "caddies" ADD CONSTRAINT "caddies_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "caddies" ADD CONSTRAINT "caddies_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "caddies" ADD CONSTRAINT "caddies_list" FOREIGN KEY ("organization_id","list_number") REFERENCES "public"."lists"("organization_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moves" ADD CONSTRAINT "moves_caddie_id_caddies_id_fk" FOREIGN KEY ("caddie_id") REFERENCES "public"."caddies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moves" ADD CONSTRAINT "moves_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "turns" ADD CONSTRAINT "turns_caddie_id_caddies_id_fk" FOREIGN KEY ("caddie_id") REFERENCES "public"."caddies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "turns" ADD CONSTRAINT "turns_started_by_users_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "turns" ADD CONSTRAINT "turns_ended_by_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lists" ADD CONSTRAINT "lists_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "caddies_user" ON "caddies" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "caddies_board" ON "caddies" USING btree ("organization_id","list_number","status","rank") WHERE "caddies"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "moves_caddie" ON "moves" USING btree ("caddie_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "turns_one_open" ON "turns" USING btree ("caddie_id") WHERE "turns"."status" = 'open';--> statement-breakpoint
CREATE INDEX "turns_caddie" ON "turns" USING btree ("caddie_id","started_at");--> statement-breakpoint
CREATE INDEX "turns_organization" ON "turns" USING btree ("organization_id","started_at","id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_created" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "events_timestamp" ON "events" USING btree ("timestamp");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_expires" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_identifier" ON "users" USING btree ("identifier");