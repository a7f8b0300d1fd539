CREATE TABLE `remote_batch` (
	`id` text PRIMARY KEY NOT NULL,
	`provider` text NOT NULL,
	`model` text,
	`state` text DEFAULT 'staged' NOT NULL,
	`jobs` integer NOT NULL,
	`input_id` text,
	`remote_id` text,
	`word` text,
	`done` integer DEFAULT 0 NOT NULL,
	`failed` integer DEFAULT 0 NOT NULL,
	`message` text,
	`cancel_asked_at` integer,
	`created_at` integer NOT NULL,
	`submitted_at` integer,
	`looked_at` integer,
	`ended_at` integer,
	CONSTRAINT "remote_batch_state" CHECK("remote_batch"."state" in ('staged', 'submitting', 'submitted', 'collecting', 'collected', 'cancelled', 'rejected'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `remote_batch_open` ON `remote_batch` (`state`);--> statement-breakpoint
CREATE TABLE `remote_file` (
	`provider` text NOT NULL,
	`sha256` text NOT NULL,
	`remote_id` text NOT NULL,
	`uploaded_at` integer NOT NULL,
	`expires_at` integer,
	PRIMARY KEY(`provider`, `sha256`)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `remote_file_id` ON `remote_file` (`provider`,`remote_id`);--> statement-breakpoint
CREATE TABLE `reference` (
	`id` text PRIMARY KEY NOT NULL,
	`of` text NOT NULL,
	`subject` text NOT NULL,
	`role` text NOT NULL,
	`look` text,
	`name` text NOT NULL,
	`path` text NOT NULL,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`format` text NOT NULL,
	`checks` text,
	`preferred` integer DEFAULT false NOT NULL,
	`added_at` integer NOT NULL,
	`trashed_at` integer,
	CONSTRAINT "reference_subject" CHECK("reference"."subject" in ('person', 'place', 'style')),
	CONSTRAINT "reference_role" CHECK("reference"."role" in ('face', 'outfit', 'place', 'style')),
	CONSTRAINT "reference_format" CHECK("reference"."format" in ('png', 'jpeg', 'webp'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `reference_of` ON `reference` (`subject`,`of`);--> statement-breakpoint
CREATE UNIQUE INDEX `reference_once` ON `reference` (`subject`,`of`,`role`,`sha256`) WHERE "reference"."trashed_at" is null;--> statement-breakpoint
CREATE TABLE `take_check` (
	`take_id` text NOT NULL,
	`kind` text NOT NULL,
	`probability` real NOT NULL,
	`message` text NOT NULL,
	`checker` text NOT NULL,
	`checked_at` integer NOT NULL,
	PRIMARY KEY(`take_id`, `kind`),
	FOREIGN KEY (`take_id`) REFERENCES `take`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "take_check_kind" CHECK("take_check"."kind" in ('people', 'text', 'outfit', 'style', 'moderation')),
	CONSTRAINT "take_check_probability" CHECK("take_check"."probability" between 0 and 1)
) STRICT;
--> statement-breakpoint
CREATE TABLE `__new_job` (
	`id` text PRIMARY KEY NOT NULL,
	`batch_id` text NOT NULL,
	`position` integer NOT NULL,
	`panel_id` text NOT NULL,
	`art_style_id` text NOT NULL,
	`language` text NOT NULL,
	`image_index` integer NOT NULL,
	`key` text NOT NULL,
	`folder` text NOT NULL,
	`lane` text NOT NULL,
	`state` text DEFAULT 'queued' NOT NULL,
	`rank` integer NOT NULL,
	`not_before` integer DEFAULT 0 NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`failure` text,
	`message` text,
	`remote_task_id` text,
	`remote_batch_id` text,
	`estimate_usd` real,
	`started_at` integer,
	`finished_at` integer,
	FOREIGN KEY (`batch_id`) REFERENCES `batch`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`panel_id`) REFERENCES `panel`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`remote_batch_id`) REFERENCES `remote_batch`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "job_state_known" CHECK("__new_job"."state" in ('queued', 'running', 'done', 'failed', 'refused', 'unknown', 'cancelled')),
	CONSTRAINT "job_failure_known" CHECK("__new_job"."failure" is null or "__new_job"."failure" in ('rate-limited', 'overloaded', 'network', 'timeout', 'refused', 'invalid', 'no-image', 'corrupt', 'no-key', 'unauthorized', 'forbidden', 'unreachable', 'insecure', 'proxy', 'wrong-address', 'missing-part', 'out-of-memory', 'quota', 'billing', 'unsupported', 'local', 'cancelled', 'unexpected')),
	CONSTRAINT "job_attempts" CHECK("__new_job"."attempts" >= 0)
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_job`("id", "batch_id", "position", "panel_id", "art_style_id", "language", "image_index", "key", "folder", "lane", "state", "rank", "not_before", "attempts", "failure", "message", "remote_task_id", "estimate_usd", "started_at", "finished_at") SELECT "id", "batch_id", "position", "panel_id", "art_style_id", "language", "image_index", "key", "folder", "lane", "state", "rank", "not_before", "attempts", "failure", "message", "remote_task_id", "estimate_usd", "started_at", "finished_at" FROM `job` ORDER BY rowid;--> statement-breakpoint
DROP TABLE `job`;--> statement-breakpoint
ALTER TABLE `__new_job` RENAME TO `job`;--> statement-breakpoint
CREATE INDEX `job_claim` ON `job` (`lane`,`rank`,`batch_id`,`position`) WHERE "job"."state" = 'queued';--> statement-breakpoint
CREATE INDEX `job_state` ON `job` (`state`,`finished_at`);--> statement-breakpoint
CREATE INDEX `job_batch` ON `job` (`batch_id`,`position`);--> statement-breakpoint
CREATE INDEX `job_panel` ON `job` (`panel_id`);--> statement-breakpoint
CREATE INDEX `job_remote_batch` ON `job` (`remote_batch_id`) WHERE "job"."remote_batch_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `job_live_key` ON `job` (`key`) WHERE "job"."state" in ('queued', 'running', 'unknown');--> statement-breakpoint
CREATE TABLE `__new_lane` (
	`lane` text PRIMARY KEY NOT NULL,
	`open_failure` text,
	`message` text,
	`opened_at` integer,
	`not_before` integer DEFAULT 0 NOT NULL,
	CONSTRAINT "lane_failure" CHECK("__new_lane"."open_failure" is null or "__new_lane"."open_failure" in ('rate-limited', 'overloaded', 'network', 'timeout', 'refused', 'invalid', 'no-image', 'corrupt', 'no-key', 'unauthorized', 'forbidden', 'unreachable', 'insecure', 'proxy', 'wrong-address', 'missing-part', 'out-of-memory', 'quota', 'billing', 'unsupported', 'local', 'cancelled', 'unexpected'))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_lane`("lane", "open_failure", "message", "opened_at", "not_before") SELECT "lane", "open_failure", "message", "opened_at", "not_before" FROM `lane`;--> statement-breakpoint
DROP TABLE `lane`;--> statement-breakpoint
ALTER TABLE `__new_lane` RENAME TO `lane`;--> statement-breakpoint
CREATE TABLE `__new_ledger` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`purpose` text DEFAULT 'picture' NOT NULL,
	`batch_id` text,
	`job_id` text,
	`attempt_id` text,
	`lane` text NOT NULL,
	`provider_model` text NOT NULL,
	`usd` real,
	`estimate_usd` real,
	`certainty` text NOT NULL,
	FOREIGN KEY (`batch_id`) REFERENCES `batch`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`job_id`) REFERENCES `job`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempt`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ledger_certainty" CHECK("__new_ledger"."certainty" in ('charged', 'unknown')),
	CONSTRAINT "ledger_purpose" CHECK("__new_ledger"."purpose" in ('picture', 'check')),
	CONSTRAINT "ledger_picture" CHECK("__new_ledger"."purpose" <> 'picture' or "__new_ledger"."attempt_id" is not null)
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_ledger`("id", "at", "batch_id", "job_id", "attempt_id", "lane", "provider_model", "usd", "estimate_usd", "certainty") SELECT "id", "at", "batch_id", "job_id", "attempt_id", "lane", "provider_model", "usd", "estimate_usd", "certainty" FROM `ledger` ORDER BY rowid;--> statement-breakpoint
DROP TABLE `ledger`;--> statement-breakpoint
ALTER TABLE `__new_ledger` RENAME TO `ledger`;--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_attempt` ON `ledger` (`attempt_id`);--> statement-breakpoint
CREATE INDEX `ledger_batch` ON `ledger` (`batch_id`);--> statement-breakpoint
CREATE INDEX `ledger_at` ON `ledger` (`at`);--> statement-breakpoint
ALTER TABLE `book` ADD `day_budget_usd` real;