CREATE TABLE `art_style` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`body` text NOT NULL,
	`changed_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `book` (
	`id` integer PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`author` text DEFAULT '' NOT NULL,
	`language` text NOT NULL,
	`page_format` text NOT NULL,
	`reading_direction` text NOT NULL,
	`words_per_panel` integer DEFAULT 90 NOT NULL,
	`note_headings` text NOT NULL,
	`budget_usd` real,
	`created_at` integer NOT NULL,
	CONSTRAINT "book_single" CHECK("book"."id" = 1),
	CONSTRAINT "book_direction" CHECK("book"."reading_direction" in ('ltr', 'rtl', 'vertical')),
	CONSTRAINT "book_density" CHECK("book"."words_per_panel" between 40 and 240)
) STRICT;
--> statement-breakpoint
CREATE TABLE `attempt` (
	`id` text PRIMARY KEY NOT NULL,
	`job_id` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`outcome` text,
	`failure` text,
	`detail` text,
	`sent` text,
	`request_id` text,
	`http_status` integer,
	FOREIGN KEY (`job_id`) REFERENCES `job`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attempt_outcome" CHECK("attempt"."outcome" is null or "attempt"."outcome" in ('done', 'failed', 'refused', 'waited', 'unknown', 'cancelled', 'interrupted'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `attempt_job` ON `attempt` (`job_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `batch` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`settings` text NOT NULL,
	`priority` text NOT NULL,
	`budget_usd` real,
	`paused_at` integer,
	`created_at` integer NOT NULL,
	CONSTRAINT "batch_priority" CHECK("batch"."priority" in ('high', 'normal', 'low'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `job` (
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
	`estimate_usd` real,
	`started_at` integer,
	`finished_at` integer,
	FOREIGN KEY (`batch_id`) REFERENCES `batch`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`panel_id`) REFERENCES `panel`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "job_state_known" CHECK("job"."state" in ('queued', 'running', 'done', 'failed', 'refused', 'unknown', 'cancelled')),
	CONSTRAINT "job_failure_known" CHECK("job"."failure" is null or "job"."failure" in ('rate-limited', 'overloaded', 'network', 'timeout', 'refused', 'invalid', 'no-image', 'corrupt', 'unauthorized', 'quota', 'billing', 'unsupported', 'local', 'cancelled', 'unexpected')),
	CONSTRAINT "job_attempts" CHECK("job"."attempts" >= 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX `job_claim` ON `job` (`lane`,`rank`,`batch_id`,`position`) WHERE "job"."state" = 'queued';--> statement-breakpoint
CREATE INDEX `job_state` ON `job` (`state`,`finished_at`);--> statement-breakpoint
CREATE INDEX `job_batch` ON `job` (`batch_id`,`position`);--> statement-breakpoint
CREATE INDEX `job_panel` ON `job` (`panel_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `job_live_key` ON `job` (`key`) WHERE "job"."state" in ('queued', 'running', 'unknown');--> statement-breakpoint
CREATE TABLE `job_request` (
	`key` text PRIMARY KEY NOT NULL,
	`body` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `lane` (
	`lane` text PRIMARY KEY NOT NULL,
	`open_failure` text,
	`message` text,
	`opened_at` integer,
	`not_before` integer DEFAULT 0 NOT NULL,
	CONSTRAINT "lane_failure" CHECK("lane"."open_failure" is null or "lane"."open_failure" in ('rate-limited', 'overloaded', 'network', 'timeout', 'refused', 'invalid', 'no-image', 'corrupt', 'unauthorized', 'quota', 'billing', 'unsupported', 'local', 'cancelled', 'unexpected'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `ledger` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`batch_id` text NOT NULL,
	`job_id` text NOT NULL,
	`attempt_id` text NOT NULL,
	`lane` text NOT NULL,
	`provider_model` text NOT NULL,
	`usd` real,
	`estimate_usd` real,
	`certainty` text NOT NULL,
	FOREIGN KEY (`batch_id`) REFERENCES `batch`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`job_id`) REFERENCES `job`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempt`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ledger_certainty" CHECK("ledger"."certainty" in ('charged', 'unknown'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_attempt` ON `ledger` (`attempt_id`);--> statement-breakpoint
CREATE INDEX `ledger_batch` ON `ledger` (`batch_id`);--> statement-breakpoint
CREATE INDEX `ledger_at` ON `ledger` (`at`);--> statement-breakpoint
CREATE TABLE `pick` (
	`panel_id` text NOT NULL,
	`art_style_id` text NOT NULL,
	`language` text NOT NULL,
	`take_id` text NOT NULL,
	`picked_at` integer NOT NULL,
	FOREIGN KEY (`panel_id`) REFERENCES `panel`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`take_id`) REFERENCES `take`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `pick_edition` ON `pick` (`panel_id`,`art_style_id`,`language`);--> statement-breakpoint
CREATE TABLE `take` (
	`id` text PRIMARY KEY NOT NULL,
	`panel_id` text NOT NULL,
	`job_id` text,
	`key` text NOT NULL,
	`art_style_id` text NOT NULL,
	`language` text NOT NULL,
	`image_index` integer NOT NULL,
	`path` text NOT NULL,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`format` text NOT NULL,
	`regions` text,
	`state` text DEFAULT 'candidate' NOT NULL,
	`same_as_take_id` text,
	`file_state` text DEFAULT 'whole' NOT NULL,
	`created_at` integer NOT NULL,
	`trashed_at` integer,
	FOREIGN KEY (`panel_id`) REFERENCES `panel`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`job_id`) REFERENCES `job`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "take_format" CHECK("take"."format" in ('png', 'jpeg', 'webp')),
	CONSTRAINT "take_state" CHECK("take"."state" in ('candidate', 'rejected')),
	CONSTRAINT "take_file_state" CHECK("take"."file_state" in ('whole', 'missing', 'changed'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `take_panel` ON `take` (`panel_id`,`art_style_id`,`language`);--> statement-breakpoint
CREATE INDEX `take_key` ON `take` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `take_path` ON `take` (`path`);--> statement-breakpoint
CREATE INDEX `take_sha256` ON `take` (`sha256`);--> statement-breakpoint
CREATE TABLE `chapter` (
	`id` text PRIMARY KEY NOT NULL,
	`source_id` text NOT NULL,
	`order_key` text NOT NULL,
	`number` text NOT NULL,
	`title` text NOT NULL,
	`words` integer NOT NULL,
	`trashed_at` integer,
	FOREIGN KEY (`source_id`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `chapter_order` ON `chapter` (`order_key`) WHERE "chapter"."trashed_at" is null;--> statement-breakpoint
CREATE INDEX `chapter_source` ON `chapter` (`source_id`);--> statement-breakpoint
CREATE TABLE `lettering` (
	`id` text PRIMARY KEY NOT NULL,
	`panel_id` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`balloon` text NOT NULL,
	`speaker_id` text,
	`speaker_name` text,
	`text` text NOT NULL,
	`sure` integer NOT NULL,
	FOREIGN KEY (`panel_id`) REFERENCES `panel`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "lettering_kind" CHECK("lettering"."kind" in ('dialogue', 'caption', 'sfx')),
	CONSTRAINT "lettering_balloon" CHECK("lettering"."balloon" in ('speech', 'thought', 'whisper', 'burst', 'electric', 'off-panel'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `lettering_order` ON `lettering` (`panel_id`,`position`);--> statement-breakpoint
CREATE TABLE `override` (
	`id` text PRIMARY KEY NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `panel` (
	`row` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`scene_id` text NOT NULL,
	`order_key` text NOT NULL,
	`strip` text,
	`text_hash` text NOT NULL,
	`what` text NOT NULL,
	`source_text` text NOT NULL,
	`source_line` integer NOT NULL,
	`place_id` text,
	`place_name` text,
	`time_of_day` text,
	`weather` text,
	`mood` text,
	`shot` text NOT NULL,
	`angle` text NOT NULL,
	`importance` integer NOT NULL,
	`props` text NOT NULL,
	`flags` text NOT NULL,
	`evidence` text NOT NULL,
	`stale_at` integer,
	`stale_from` text,
	`trashed_at` integer,
	FOREIGN KEY (`scene_id`) REFERENCES `scene`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "panel_importance" CHECK("panel"."importance" between 1 and 5),
	CONSTRAINT "panel_shot" CHECK("panel"."shot" in ('extreme-close-up', 'close-up', 'medium-close-up', 'medium', 'medium-long', 'full', 'long', 'extreme-long', 'establishing', 'detail', 'two-shot', 'over-the-shoulder', 'point-of-view')),
	CONSTRAINT "panel_angle" CHECK("panel"."angle" in ('eye-level', 'low', 'high', 'birds-eye', 'worms-eye', 'dutch')),
	CONSTRAINT "panel_time" CHECK("panel"."time_of_day" is null or "panel"."time_of_day" in ('dawn', 'morning', 'day', 'afternoon', 'dusk', 'evening', 'night')),
	CONSTRAINT "panel_mood" CHECK("panel"."mood" is null or "panel"."mood" in ('calm', 'tense', 'joyful', 'sad', 'angry', 'fearful', 'mysterious', 'tender', 'comic', 'solemn')),
	CONSTRAINT "panel_weather" CHECK("panel"."weather" is null or "panel"."weather" in ('clear', 'cloud', 'rain', 'storm', 'snow', 'fog', 'wind'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `panel_id_unique` ON `panel` (`id`);--> statement-breakpoint
CREATE INDEX `panel_order` ON `panel` (`scene_id`,`order_key`);--> statement-breakpoint
CREATE TABLE `panel_person` (
	`panel_id` text NOT NULL,
	`position` integer NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`expression` text NOT NULL,
	`pose` text NOT NULL,
	`evidence` text NOT NULL,
	PRIMARY KEY(`panel_id`, `position`),
	FOREIGN KEY (`panel_id`) REFERENCES `panel`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "panel_person_role" CHECK("panel_person"."role" in ('acting', 'passive', 'mentioned')),
	CONSTRAINT "panel_person_expression" CHECK("panel_person"."expression" in ('neutral', 'smile', 'laugh', 'sad', 'cry', 'angry', 'afraid', 'surprised', 'worried', 'stern', 'thoughtful', 'asleep', 'determined', 'disgusted')),
	CONSTRAINT "panel_person_pose" CHECK("panel_person"."pose" in ('stand', 'sit', 'walk', 'run', 'lie', 'kneel', 'crouch', 'reach', 'point', 'hold', 'carry', 'push', 'pull', 'climb', 'fall', 'lean', 'wave', 'embrace', 'fight', 'read', 'write', 'eat', 'turn-away', 'row', 'swim', 'dance', 'bow'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `panel_person_person` ON `panel_person` (`person_id`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`source_id` text,
	`body` text NOT NULL,
	FOREIGN KEY (`source_id`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `place` (
	`id` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`source_id` text,
	`body` text NOT NULL,
	FOREIGN KEY (`source_id`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `prompt_edit` (
	`panel_id` text NOT NULL,
	`art_style_id` text NOT NULL,
	`language` text NOT NULL,
	`prompt` text NOT NULL,
	`negative_prompt` text NOT NULL,
	`basis_hash` text NOT NULL,
	`edited_at` integer NOT NULL,
	PRIMARY KEY(`panel_id`, `art_style_id`, `language`),
	FOREIGN KEY (`panel_id`) REFERENCES `panel`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `scene` (
	`id` text PRIMARY KEY NOT NULL,
	`chapter_id` text NOT NULL,
	`order_key` text NOT NULL,
	`number` integer NOT NULL,
	`title` text,
	`body` text NOT NULL,
	`text_hash` text NOT NULL,
	`basis_hash` text NOT NULL,
	`words` integer NOT NULL,
	`place_id` text,
	`place_name` text,
	`time_of_day` text,
	`weather` text,
	`mood` text,
	`date` text,
	`pov_id` text,
	`present` text NOT NULL,
	`referenced` text NOT NULL,
	`evidence` text NOT NULL,
	`trashed_at` integer,
	FOREIGN KEY (`chapter_id`) REFERENCES `chapter`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "scene_time" CHECK("scene"."time_of_day" is null or "scene"."time_of_day" in ('dawn', 'morning', 'day', 'afternoon', 'dusk', 'evening', 'night')),
	CONSTRAINT "scene_mood" CHECK("scene"."mood" is null or "scene"."mood" in ('calm', 'tense', 'joyful', 'sad', 'angry', 'fearful', 'mysterious', 'tender', 'comic', 'solemn')),
	CONSTRAINT "scene_weather" CHECK("scene"."weather" is null or "scene"."weather" in ('clear', 'cloud', 'rain', 'storm', 'snow', 'fog', 'wind'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `scene_order` ON `scene` (`chapter_id`,`order_key`);--> statement-breakpoint
CREATE TABLE `source` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`root` text NOT NULL,
	`kind` text NOT NULL,
	`sha256` text NOT NULL,
	`imported_at` integer NOT NULL,
	CONSTRAINT "source_kind" CHECK("source"."kind" in ('prose', 'strips', 'prompts', 'imagery', 'bible'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `source_file` ON `source` (`root`,`name`);