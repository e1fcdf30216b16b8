// Written by src/api/openapi-file.ts from docs/openapi.json.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        UrlReference: {
            /**
             * @description UUID, with or without dashes; the URL of the object is accepted too
             * @example 550e8400e29b41d4a716446655440000
             */
            url: string;
        };
        AddressPairRequest: {
            ip_address: string;
            mac_address?: string;
        };
        FixedIpRequest: {
            ip_address?: string;
            /**
             * @description UUID, with or without dashes; the URL of the object is accepted too
             * @example 550e8400e29b41d4a716446655440000
             */
            subnet_id?: string;
        };
        VmNetwork: {
            subnet?: string | null;
            port?: string | null;
            fixed_ips?: components["schemas"]["FixedIpRequest"][] | null;
            allowed_address_pairs?: components["schemas"]["AddressPairRequest"][] | null;
            port_security_enabled?: true | null;
            /** @description "auto": a free floating IP of the project, else a new one; "none"; or the UUID of one */
            floating_ip: string;
        };
        VmPort: {
            subnet?: string | null;
            port?: string | null;
            fixed_ips?: components["schemas"]["FixedIpRequest"][] | null;
            allowed_address_pairs?: components["schemas"]["AddressPairRequest"][] | null;
            port_security_enabled?: true | null;
        };
        VmFloatingIp: {
            /**
             * @description That of the port which shall have the floating IP
             * @example 550e8400e29b41d4a716446655440000
             */
            subnet: string;
            url?: string | null;
            ip_address?: string | null;
        };
        VmDataVolume: {
            /** @description MiB */
            size: number;
            volume_type?: string | null;
        };
        /** @description Of a VM; `networks` (or `ports`) is required */
        VmAttributes: {
            /**
             * @description Host name of the VM, 1-63 characters
             * @example my-vm
             */
            name: string;
            /**
             * @description Image of the system volume
             * @example 550e8400e29b41d4a716446655440000
             */
            image: string;
            flavor?: string | null;
            /** @description OpenSSH public key as text, or a reference to a stored one; optional in the Waldur dialect */
            ssh_public_key: string;
            description?: string | null;
            metadata?: {
                [key: string]: string;
            } | null;
            user_data?: string | null;
            system_volume_size?: number | null;
            system_volume_type?: string | null;
            security_groups?: (string | components["schemas"]["UrlReference"])[] | null;
            data_volume_size?: number | null;
            data_volume_type?: string | null;
            end_date?: (string | null) | null;
            end_action?: ("delete" | "stop") | null;
            termination_protection?: boolean | null;
            availability_zone?: string | null;
            config_drive?: true | null;
            connect_directly_to_external_network?: false | null;
            server_group?: (string | components["schemas"]["UrlReference"] | "") | null;
            tags?: string[] | null;
            networks?: components["schemas"]["VmNetwork"][] | null;
            ports?: components["schemas"]["VmPort"][] | null;
            floating_ips?: components["schemas"]["VmFloatingIp"][] | null;
            data_volumes?: components["schemas"]["VmDataVolume"][] | null;
        };
        /** @description Of a volume */
        VolumeAttributes: {
            name: string;
            description?: string | null;
            /** @description MiB */
            size: number;
            type?: string | null;
            image?: string | null;
            availability_zone?: string | null;
            end_date?: (string | null) | null;
        };
        /**
         * @description Whether VMs of a group run on one host, each on its own, or so if hosts allow (soft)
         * @enum {string}
         */
        ServerGroupPolicyInput: "affinity" | "anti-affinity" | "soft-affinity" | "soft-anti-affinity";
        TokenProjectRequest: {
            /** @constant */
            type: "project";
            uuid: string;
        };
        TerminateAttributes: {
            /** @description true: it cannot be brought back; left out: it can be for a while, as the cloud is set */
            delete_for_good?: boolean;
            /** @description false: data volumes are kept and detached */
            delete_volumes?: boolean;
            /** @description Left out: those that came with the VM */
            release_floating_ips?: boolean;
            /**
             * @description force_destroy: also when it runs
             * @enum {string}
             */
            action?: "destroy" | "force_destroy";
        };
        NameReference: {
            name: string;
        };
        InstancePortRequest: {
            /**
             * @description Subnet to connect the VM to
             * @example 550e8400e29b41d4a716446655440000
             */
            subnet?: string;
            /**
             * @description A port that exists and no VM has, in place of a subnet
             * @example 550e8400e29b41d4a716446655440000
             */
            port?: string;
            /** @description Particular addresses; left out: the next free ones */
            fixed_ips?: components["schemas"]["FixedIpRequest"][];
        };
        InstanceFloatingIpRequest: {
            /**
             * @description That of the port which shall have the floating IP
             * @example 550e8400e29b41d4a716446655440000
             */
            subnet: string;
            /**
             * @description A particular floating IP; left out: as "auto"
             * @example 550e8400e29b41d4a716446655440000
             */
            url?: string;
            /** @description A particular floating IP of the project by its address */
            ip_address?: string;
        };
        /**
         * @description What is done with the VM
         * @enum {string}
         */
        PowerScheduleActionInput: "start" | "stop";
        SecurityGroupRuleRequest: {
            /** @description Of a rule of this group, which then gets this content; left out: equal rules stay */
            id?: number | null;
            /**
             * @description Left out: ingress
             * @enum {string}
             */
            direction?: "ingress" | "egress";
            /**
             * @description Left out: that of the cidr, else IPv4
             * @enum {string}
             */
            ethertype?: "IPv4" | "IPv6";
            /** @description tcp, udp, icmp, the name of another protocol such as vrrp, or its number; "", null, "any" or -1: any */
            protocol?: (string | number) | null;
            /** @description -1 or null: any; for icmp the type */
            from_port?: number | null;
            /** @description -1 or null: as from_port; for icmp the code */
            to_port?: number | null;
            /** @description The other side; neither cidr nor remote_group: anybody */
            cidr?: string | null;
            /** @description The other side: the ports of this security group */
            remote_group?: string | null;
            description?: string;
            /** @description As it was answered: `remote_group` says the same */
            remote_group_uuid?: string | null;
            /** @description As it was answered: `remote_group` says the same */
            remote_group_name?: string | null;
        };
        /** @description What went wrong, and what to do about it */
        Error: {
            detail: string;
            /** @description Stable, for machines; docs/errors.md has all of them */
            code: string;
            remedy: string;
        };
        /** @description Per wrong field a list of messages, nested as the request is */
        FieldErrors: {
            /** @description Stable, for machines; docs/errors.md has all of them */
            code: string;
        } & {
            [key: string]: unknown;
        };
        Accepted: {
            status: string;
        };
        Done: {
            detail: string;
        };
        Version: {
            version: string;
        };
        Problem: {
            code: string;
            /** @description What happened */
            message: string;
            /** @description The limit or rule that was met */
            constraint: string;
            /** @description What to do next */
            remedy: string;
            /** @description Of an unexpected error: what the operator finds it by */
            reference?: string;
        };
        Customer: {
            uuid: string;
            url: string;
            name: string;
            display_name: string;
            slug: string;
            description: string;
            email: string;
            /** Format: date-time */
            created: string;
            projects_count: number;
            users_count: number;
            native_name: string;
            abbreviation: string;
            backend_id: string;
            phone_number: string;
            country: string;
            country_name: string;
            image: null;
            blocked: boolean;
            archived: boolean;
            is_service_provider: boolean;
            organization_groups: string[];
        };
        /**
         * @description How far an order is. `awaits_approval` says whether it waits for somebody who may approve it.
         * @enum {string}
         */
        OrderState: "Creating" | "Success" | "Erred" | "Canceled";
        /**
         * @description waiting: for the backend, or for its next attempt
         * @enum {string}
         */
        StepState: "pending" | "running" | "waiting" | "done" | "failed" | "undoing" | "undone";
        /**
         * @description What is being done with a resource: OK is nothing. Whether a VM runs is its `runtime_state`.
         * @enum {string}
         */
        ResourceState: "Creating" | "OK" | "Updating" | "Terminating" | "Erred" | "Terminated";
        /**
         * @description Whether a VM runs: active is yes, rescue is yes, from a rescue image; paused: it stands still, and its error_message says why
         * @enum {string}
         */
        ResourceRuntimeState: "building" | "active" | "stopped" | "reboot" | "rescue" | "error" | "paused";
        /**
         * @description What is being done with a VM: OK is nothing. What is TERMINATED is shown as a marketplace resource only.
         * @enum {string}
         */
        InstanceState: "CREATING" | "OK" | "UPDATING" | "DELETING" | "ERRED" | "TERMINATED";
        /**
         * @description Whether a VM runs, in the words of OpenStack
         * @enum {string}
         */
        InstanceRuntimeState: "BUILDING" | "ACTIVE" | "SHUTOFF" | "REBOOT" | "RESCUE" | "ERROR" | "PAUSED";
        /**
         * @description What is being done with a volume: OK is nothing
         * @enum {string}
         */
        VolumeState: "CREATING" | "OK" | "UPDATING" | "DELETING" | "ERRED" | "TERMINATED";
        /**
         * @description Whether a VM has the volume: in-use is yes, available is no
         * @enum {string}
         */
        VolumeRuntimeState: "creating" | "available" | "in-use" | "deleting" | "deleted" | "error";
        /**
         * @description What is being done with a snapshot: OK is nothing
         * @enum {string}
         */
        SnapshotState: "CREATING" | "OK" | "DELETING" | "ERRED" | "TERMINATED";
        /**
         * @description Whether there is a snapshot to make a volume of, in the words of OpenStack
         * @enum {string}
         */
        SnapshotRuntimeState: "creating" | "available" | "error" | "deleting" | "deleted";
        /**
         * @description What is being done with a backup of a VM: OK is nothing
         * @enum {string}
         */
        VmBackupState: "CREATING" | "OK" | "DELETING" | "ERRED" | "TERMINATED";
        /**
         * @description What is being done with a copy of a backup: OK is nothing, UPDATING is its verification
         * @enum {string}
         */
        BackupCopyState: "CREATING" | "OK" | "UPDATING" | "DELETING" | "ERRED" | "TERMINATED";
        /**
         * @description Whether VMs of a group run on one host, each on its own, or so if hosts allow (soft)
         * @enum {string}
         */
        ServerGroupPolicy: "affinity" | "anti-affinity" | "soft-affinity" | "soft-anti-affinity";
        /**
         * @description UPDATING: the host does not do yet what the rows say; `error_message` says why
         * @enum {string}
         */
        NetworkState: "OK" | "UPDATING";
        /**
         * @description Whether a VM is plugged by the port
         * @enum {string}
         */
        PortStatus: "ACTIVE" | "DOWN";
        /**
         * @description Whether the floating IP leads to a port
         * @enum {string}
         */
        FloatingIpRuntimeState: "ACTIVE" | "DOWN";
        /**
         * @description pending: is made ready by the first order, by pull/ or by an upload
         * @enum {string}
         */
        ImageState: "pending" | "importing" | "ready" | "erred";
        /**
         * @description Only what is Active can be ordered
         * @enum {string}
         */
        OfferingState: "Draft" | "Active" | "Paused" | "Archived";
        /**
         * @description Whether the host is fit for VMs: it is made so at every start
         * @enum {string}
         */
        PreparationState: "running" | "done" | "erred";
        /**
         * @description What came of it. locked: a login after too many failures; restarted, off: a VM that ended by itself; terminated: on its end date
         * @enum {string}
         */
        EventResult: "accepted" | "denied" | "failed" | "locked" | "restarted" | "off" | "terminated" | "succeeded" | "canceled";
        Event: {
            uuid: string;
            url: string;
            /** Format: date-time */
            created: string;
            /** @description As Waldur calls it: `marketplace_order_created` */
            event_type: string;
            /** @description What was done: `order.create`, or a permission that was not there */
            action: string;
            /** @description A plain sentence */
            message: string;
            result: components["schemas"]["EventResult"];
            user_uuid: string | null;
            username: string;
            ip_address: string;
            object_uuid: string | null;
            project_uuid: string | null;
            project_name: string | null;
            customer_uuid: string | null;
            /** @description The x-request-id of the request that did it */
            request_id: string | null;
            /** @description Who, where and what, by the keys that Waldur has for it; `changed` says what from and what to */
            context: {
                [key: string]: unknown;
            };
        };
        SshKey: {
            uuid: string;
            url: string;
            name: string;
            type: string;
            public_key: string;
            fingerprint_md5: string;
            fingerprint_sha256: string;
            fingerprint_sha512: string;
            user_uuid: string;
            is_shared: boolean;
            /** Format: date-time */
            created: string;
            /** @description With the token that stored it, when that is limited */
            expires: string | null;
        };
        Login: {
            token: string;
        };
        Member: {
            uuid: string;
            /** Format: date-time */
            created: string;
            expiration_time: string | null;
            role_name: string;
            role_uuid: string;
            user_uuid: string;
            user_username: string;
            user_full_name: string;
            user_email: string;
            created_by_uuid?: string;
            created_by_full_name?: string;
        };
        MembershipEnd: {
            expiration_time: string | null;
        };
        PersonalAccessToken: {
            uuid: string;
            name: string;
            /** @description The permissions that it is limited to */
            scopes: string[];
            /** @description The projects that it is limited to; none: all */
            allowed_scopes: {
                type: string;
                uuid: string;
                name: string;
            }[];
            allowed_networks: string[];
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            created: string;
            token_prefix: string;
            is_active: boolean;
            /**
             * Format: date-time
             * @description To the minute; when it was made, while `use_count` is 0
             */
            last_used_at: string;
            last_used_ip: string;
            /** @description 0: never used; else 1, for uses are not counted */
            use_count: number;
        };
        /** @description The only time that the token itself can be read */
        NewPersonalAccessToken: {
            uuid: string;
            name: string;
            /** @description The permissions that it is limited to */
            scopes: string[];
            /** @description The projects that it is limited to; none: all */
            allowed_scopes: {
                type: string;
                uuid: string;
                name: string;
            }[];
            allowed_networks: string[];
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            created: string;
            token: string;
        };
        TokenScope: {
            permission: string;
            description: string;
        };
        ProjectCosts: {
            /** @description In UTC */
            month: string;
            /** @description Decimal, of all its VMs; in a month that is not over, up to now */
            total: string;
            vms: {
                uuid: string;
                name: string;
                state: components["schemas"]["ResourceState"];
                /** @description Decimal */
                price: string;
            }[];
        };
        ProjectChangeEvent: {
            /**
             * @description project: it is no more; project_settings: its name, description, end or quotas; backup_copy: also how far it is
             * @enum {string}
             */
            kind: "project" | "project_settings" | "order" | "instance" | "volume" | "snapshot" | "backup" | "backup_copy" | "snapshot_schedule" | "backup_schedule" | "power_schedule" | "network" | "subnet" | "port" | "floating_ip" | "security_group";
            uuid: string;
            /** @description Where the whole of it is read */
            url: string;
            /** @description It is no more, and all that follows is null */
            deleted: boolean;
            /** @description Of an order: of what is ordered; of a floating IP: its address */
            name: string | null;
            /** @description As `url` has it; null: it has none */
            state: string | null;
            /** @description Of an instance or a volume */
            runtime_state: string | null;
            error_message: string | null;
            /** @description The VM that it is, or belongs to */
            instance: string | null;
        };
        /** @description What has changed before is not told: read anew what you show */
        ProjectResetEvent: {
            detail: string;
        };
        Project: {
            uuid: string;
            url: string;
            name: string;
            slug: string;
            description: string;
            /** @description Where it lives with all that is in it */
            cloud: string;
            customer: string;
            customer_uuid: string;
            customer_name: string;
            customer_slug: string;
            /** Format: date-time */
            created: string;
            resources_count: number;
            /** @description VMs by category */
            marketplace_resource_count: {
                [key: string]: number;
            };
            quotas: {
                [key: string]: {
                    limit: number;
                    usage: number;
                    /** @description Of storage: so much of the usage is of what was deleted and can be brought back, MiB */
                    deleted?: number;
                };
            };
            is_removed: boolean;
            customer_native_name: string;
            customer_abbreviation: string;
            customer_display_billing_info_in_projects: boolean;
            type: null;
            type_name: null;
            type_uuid: null;
            backend_id: string;
            start_date: null;
            /**
             * Format: date
             * @description The day, in UTC, from which on nothing more is ordered in it
             */
            end_date: string | null;
            /** @description The time of that; what is in it ends then, or after the grace period */
            ends_at: string | null;
            /**
             * @description What happens then to what is in it: `delete`, or `stop`, its VMs are stopped and stay so
             * @enum {string}
             */
            end_action: "delete" | "stop";
            end_date_requested_by: string | null;
            oecd_fos_2007_code: null;
            oecd_fos_2007_label: null;
            is_industry: boolean;
            image: null;
            max_service_accounts: number;
            kind: string;
            termination_metadata: null;
            staff_notes: string;
            grace_period_days: number | null;
            user_email_patterns: string[];
            user_affiliations: string[];
            user_identity_sources: string[];
            project_credit: string;
            billing_price_estimate: {
                total: number;
                current: string;
                tax: string;
                tax_current: string;
            };
        };
        Role: {
            uuid: string;
            url: string;
            name: string;
            description: string;
            permissions: string[];
            /** @enum {string} */
            content_type: "customer" | "project";
            is_active: boolean;
            is_system_role: boolean;
        };
        Token: {
            uuid: string;
            url: string;
            name: string;
            /**
             * @description A login ends by itself when it is not used
             * @enum {string}
             */
            kind: "api" | "login";
            /** @description The first characters, to tell tokens by */
            prefix: string;
            /** Format: date-time */
            created: string;
            expires: string | null;
            last_used: string | null;
            last_used_ip: string | null;
            /** @description Of a login: where it came from */
            created_ip: string | null;
            /** @description Limited to these; none: reading; null: all */
            permissions: string[] | null;
            /** @description Limited to these; null: all */
            projects: string[] | null;
        };
        /** @description The only time that the token itself can be read */
        NewToken: {
            uuid: string;
            url: string;
            name: string;
            /**
             * @description A login ends by itself when it is not used
             * @enum {string}
             */
            kind: "api" | "login";
            /** @description The first characters, to tell tokens by */
            prefix: string;
            /** Format: date-time */
            created: string;
            expires: string | null;
            last_used: string | null;
            last_used_ip: string | null;
            /** @description Of a login: where it came from */
            created_ip: string | null;
            /** @description Limited to these; none: reading; null: all */
            permissions: string[] | null;
            /** @description Limited to these; null: all */
            projects: string[] | null;
            token: string;
        };
        User: {
            uuid: string;
            url: string;
            username: string;
            slug: string;
            full_name: string;
            first_name: string;
            last_name: string;
            email: string;
            is_staff: boolean;
            is_active: boolean;
            /** Format: date-time */
            date_joined: string;
            is_support: boolean;
            native_name: string;
            job_title: string;
            phone_number: string;
            organization: string;
            description: string;
            registration_method: string;
            preferred_language: string;
            notifications_enabled: boolean;
            civil_number: null;
            agreement_date: string | null;
            requested_email: null;
            affiliations: string[];
            identity_provider_name: string;
            identity_provider_label: string;
            identity_provider_management_url: string;
            identity_provider_fields: string[];
            identity_source: string;
            image: null;
        };
        Permission: {
            user_uuid: string;
            user_name: string;
            /** Format: date-time */
            created: string;
            expiration_time: string | null;
            role_name: string;
            role_uuid: string;
            role_description: string;
            /** @enum {string} */
            scope_type: "customer" | "project";
            scope_uuid: string;
            scope_name: string;
            customer_uuid: string;
            customer_name: string;
        };
        Me: {
            uuid: string;
            url: string;
            username: string;
            slug: string;
            full_name: string;
            first_name: string;
            last_name: string;
            email: string;
            is_staff: boolean;
            is_active: boolean;
            /** Format: date-time */
            date_joined: string;
            is_support: boolean;
            native_name: string;
            job_title: string;
            phone_number: string;
            organization: string;
            description: string;
            registration_method: string;
            preferred_language: string;
            notifications_enabled: boolean;
            civil_number: null;
            agreement_date: string | null;
            requested_email: null;
            affiliations: string[];
            identity_provider_name: string;
            identity_provider_label: string;
            identity_provider_management_url: string;
            identity_provider_fields: string[];
            identity_source: string;
            image: null;
            /** @description The roles that the user has */
            permissions: components["schemas"]["Permission"][];
            /** @description The projects that this token sees; empty for staff: all */
            projects: string[];
            /** @description The token of this request: none is stored, so no other can be shown */
            token: string;
            token_expires_at: string | null;
            /** @description Seconds without use after which a login ends */
            token_lifetime: number | null;
            ip_address: string;
        };
        Plan: {
            uuid: string;
            url: string;
            name: string;
            description: string;
            /** @enum {string} */
            unit: "month" | "day" | "hour";
            /** @description Decimal, for one VM or volume and unit */
            unit_price: string;
            article_code: string;
            max_amount: null;
            archived: boolean;
            is_active: boolean;
            init_price: number;
            switch_price: number;
            backend_id: string;
            organization_groups: unknown[];
            components: {
                type: string;
                name: string;
                measured_unit: string;
                amount: number;
                price: string;
                future_price: null;
                discount_threshold: null;
                discount_rate: null;
            }[];
            prices: {
                [key: string]: unknown;
            };
            future_prices: {
                [key: string]: unknown;
            };
            quotas: {
                [key: string]: unknown;
            };
            /** @description VMs or volumes of the plan that you see */
            resources_count: number;
            plan_type: string;
            minimal_price: number;
        };
        PublicOffering: {
            uuid: string;
            url: string;
            name: string;
            slug: string;
            description: string;
            /** Format: date-time */
            created: string;
            state: components["schemas"]["OfferingState"];
            /** @enum {string} */
            type: "OpenStack.Instance" | "OpenStack.Volume";
            /** @description The tenant (project) that it is shown for */
            scope: string | null;
            scope_uuid: string | null;
            scope_name: string | null;
            scope_state: "OK" | null;
            scope_error_message: string;
            project: string | null;
            project_uuid: string | null;
            project_name: string | null;
            customer: string | null;
            customer_uuid: string | null;
            customer_name: string | null;
            category: string;
            category_uuid: string;
            category_title: string;
            /** @description When set, an order may leave the flavor out */
            flavor: string | null;
            plans: components["schemas"]["Plan"][];
            components: {
                uuid: string;
                type: string;
                name: string;
                description: string;
                billing_type: string;
                measured_unit: string;
                unit_factor: number;
                factor: number;
                article_code: string;
                limit_period: string;
                limit_amount: null;
                max_value: null;
                min_value: null;
                max_available_limit: null;
                default_limit: null;
                is_boolean: boolean;
                is_builtin: boolean;
                is_prepaid: boolean;
                overage_component: null;
                min_prepaid_duration: null;
                max_prepaid_duration: null;
            }[];
            quotas: {
                name: string;
                usage: number;
                limit: number;
            }[];
            order_count: number;
            shared: boolean;
            billable: boolean;
            is_accessible: boolean;
            user_has_consent: boolean;
            has_compliance_requirements: boolean;
            billing_type_classification: string;
            parent_uuid: string;
            parent_name: string;
            parent_description: string;
            full_description: string;
            privacy_policy_link: string;
            access_url: string;
            vendor_details: string;
            getting_started: string;
            integration_guide: string;
            paused_reason: string;
            datacite_doi: string;
            country: string;
            backend_id: string;
            citation_count: number;
            attributes: {
                [key: string]: unknown;
            };
            options: {
                [key: string]: unknown;
            };
            resource_options: {
                [key: string]: unknown;
            };
            plugin_options: {
                [key: string]: unknown;
            };
            backend_metadata: {
                [key: string]: unknown;
            };
            endpoints: unknown[];
            software_catalogs: unknown[];
            partitions: unknown[];
            roles: unknown[];
            screenshots: unknown[];
            files: unknown[];
            organization_groups: unknown[];
            tags: unknown[];
            promotion_campaigns: unknown[];
            thumbnail: null;
            image: null;
            latitude: null;
            longitude: null;
            total_customers: null;
            total_cost: null;
            total_cost_estimated: null;
            compliance_checklist: null;
            google_calendar_is_public: null;
            google_calendar_link: null;
        };
        Category: {
            uuid: string;
            url: string;
            name: string;
            title: string;
            description: string;
            icon: null;
            /** @description Where VMs are offered */
            default_vm_category: boolean;
            default_volume_category: boolean;
            default_tenant_category: boolean;
            offering_count: number;
            available_offerings_count: number;
            sections: unknown[];
            columns: unknown[];
            components: unknown[];
            articles: unknown[];
            group: null;
        };
        /**
         * @description DELETING: for good; ERRED: that has failed, and is tried again. Only what is OK can be brought back
         * @enum {string}
         */
        DeletedResourceState: "OK" | "DELETING" | "ERRED";
        DeletedVolume: {
            uuid: string;
            name: string;
            size: number;
        };
        DeletedResource: {
            /** @description That of the VM or the volume */
            uuid: string;
            url: string;
            /** @enum {string} */
            resource_type: "OpenStack.Instance" | "OpenStack.Volume";
            name: string;
            state: components["schemas"]["DeletedResourceState"];
            /** @description Why it could not be brought back, or not be deleted for good */
            error_message: string;
            project: string;
            project_uuid: string;
            project_name: string;
            customer_uuid: string;
            customer_name: string;
            /** Format: date-time */
            deleted: string;
            deleted_by: string | null;
            deleted_by_username: string | null;
            /**
             * Format: date-time
             * @description It is deleted for good after that, or once its project is deleted
             */
            kept_until: string;
            /** @description What its disks count against the quota of storage, MiB */
            storage: number;
            volumes: components["schemas"]["DeletedVolume"][];
            /** @description What the VM takes again where it is free */
            internal_ips: string[];
        };
        UndeletedResource: {
            uuid: string;
            /** @description Of the VM, which is UPDATING until it is back, or of the volume */
            url: string;
            /** @description What is not as it was, in sentences */
            changes: string[];
        };
        Offering: {
            uuid: string;
            url: string;
            name: string;
            description: string;
            /** @enum {string} */
            type: "OpenStack.Instance" | "OpenStack.Volume";
            state: components["schemas"]["OfferingState"];
            /** @description Where the projects live that can order it */
            cloud: string;
            category: {
                uuid: string;
                name: string;
                title: string;
                description: string;
            };
            /** @description When set, an order may leave the flavor out */
            flavor: string | null;
            plans: {
                uuid: string;
                name: string;
                description: string;
                /** @enum {string} */
                unit: "month" | "day" | "hour";
                /** @description Decimal */
                unit_price: string;
            }[];
            /** Format: date-time */
            created: string;
        };
        OrderStep: {
            name: string;
            title: string;
            state: components["schemas"]["StepState"];
            attempt: number;
            started: string | null;
            finished: string | null;
            duration_ms: number | null;
            /** @description 0 to 1 */
            progress: number;
            message: string;
            /** @description From the measured history of orders like this one */
            estimate_ms: number | null;
            error: components["schemas"]["Problem"] | null;
        };
        OrderItem: {
            uuid: string;
            /** @description The same, as the WAYSCloud documentation calls it */
            order_uuid: string;
            url: string;
            slug: string;
            /** @enum {string} */
            type: "Create" | "Update" | "Terminate";
            state: components["schemas"]["OrderState"];
            project: string;
            project_uuid: string;
            project_name: string;
            project_slug: string;
            project_description: string;
            customer_uuid: string;
            customer_name: string;
            customer_slug: string;
            provider_uuid: string;
            provider_name: string;
            provider_slug: string;
            category_uuid: string;
            category_title: string;
            category_icon: string;
            offering: string;
            offering_uuid: string;
            offering_name: string;
            offering_description: string;
            offering_type: string;
            offering_image: null;
            offering_thumbnail: null;
            offering_shared: boolean;
            offering_billable: boolean;
            offering_plugin_options: {
                [key: string]: unknown;
            };
            plan: string | null;
            plan_uuid: string | null;
            plan_name: string | null;
            plan_description: string | null;
            plan_unit: string | null;
            /** @description Of an order that changes the plan: the one before */
            old_plan_uuid: string | null;
            old_plan_name: string | null;
            new_plan_uuid: string | null;
            new_plan_name: string | null;
            /** @description Decimal: the price of the plan's unit */
            cost: string | null;
            old_cost_estimate: number;
            new_cost_estimate: string | null;
            fixed_price: number;
            activation_price: number;
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            modified: string;
            completed_at: string | null;
            start_date: string | null;
            created_by: string | null;
            created_by_username: string | null;
            created_by_full_name: string | null;
            created_by_civil_number: null;
            /** @description When it was approved or rejected */
            consumer_reviewed_at: string | null;
            /** @description The name of the user who did */
            consumer_reviewed_by: string | null;
            consumer_reviewed_by_username: string | null;
            consumer_reviewed_by_full_name: string | null;
            provider_reviewed_at: null;
            provider_reviewed_by: null;
            provider_reviewed_by_username: null;
            provider_reviewed_by_full_name: null;
            resource_uuid: string;
            resource_type: string;
            marketplace_resource_uuid: string;
            resource_name: string;
            attributes: {
                [key: string]: unknown;
            };
            limits: {
                [key: string]: number;
            };
            request_comment: string | null;
            termination_comment: null;
            attachment: null;
            callback_url: null;
            issue: null;
            order_subtype: null;
            backend_id: string;
            output: string;
            /** @description It holds nothing until somebody approves it */
            awaits_approval: boolean;
            /** @description What it has done is being undone; once that is over it is canceled or has failed */
            undoing: boolean;
            /** @description What can be done now */
            available_actions: string[];
            /** @description What cannot be done now, each with the words in which it is refused */
            unavailable_actions: {
                [key: string]: string;
            };
            /** @description Whether it can be canceled now */
            can_terminate: boolean;
            error_message: string;
            error_traceback: string;
            error: components["schemas"]["Problem"] | null;
            /** @description The x-request-id of the request that placed it */
            request_id: string | null;
        };
        Order: {
            uuid: string;
            /** @description The same, as the WAYSCloud documentation calls it */
            order_uuid: string;
            url: string;
            slug: string;
            /** @enum {string} */
            type: "Create" | "Update" | "Terminate";
            state: components["schemas"]["OrderState"];
            project: string;
            project_uuid: string;
            project_name: string;
            project_slug: string;
            project_description: string;
            customer_uuid: string;
            customer_name: string;
            customer_slug: string;
            provider_uuid: string;
            provider_name: string;
            provider_slug: string;
            category_uuid: string;
            category_title: string;
            category_icon: string;
            offering: string;
            offering_uuid: string;
            offering_name: string;
            offering_description: string;
            offering_type: string;
            offering_image: null;
            offering_thumbnail: null;
            offering_shared: boolean;
            offering_billable: boolean;
            offering_plugin_options: {
                [key: string]: unknown;
            };
            plan: string | null;
            plan_uuid: string | null;
            plan_name: string | null;
            plan_description: string | null;
            plan_unit: string | null;
            /** @description Of an order that changes the plan: the one before */
            old_plan_uuid: string | null;
            old_plan_name: string | null;
            new_plan_uuid: string | null;
            new_plan_name: string | null;
            /** @description Decimal: the price of the plan's unit */
            cost: string | null;
            old_cost_estimate: number;
            new_cost_estimate: string | null;
            fixed_price: number;
            activation_price: number;
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            modified: string;
            completed_at: string | null;
            start_date: string | null;
            created_by: string | null;
            created_by_username: string | null;
            created_by_full_name: string | null;
            created_by_civil_number: null;
            /** @description When it was approved or rejected */
            consumer_reviewed_at: string | null;
            /** @description The name of the user who did */
            consumer_reviewed_by: string | null;
            consumer_reviewed_by_username: string | null;
            consumer_reviewed_by_full_name: string | null;
            provider_reviewed_at: null;
            provider_reviewed_by: null;
            provider_reviewed_by_username: null;
            provider_reviewed_by_full_name: null;
            resource_uuid: string;
            resource_type: string;
            marketplace_resource_uuid: string;
            resource_name: string;
            attributes: {
                [key: string]: unknown;
            };
            limits: {
                [key: string]: number;
            };
            request_comment: string | null;
            termination_comment: null;
            attachment: null;
            callback_url: null;
            issue: null;
            order_subtype: null;
            backend_id: string;
            output: string;
            /** @description It holds nothing until somebody approves it */
            awaits_approval: boolean;
            /** @description What it has done is being undone; once that is over it is canceled or has failed */
            undoing: boolean;
            /** @description What can be done now */
            available_actions: string[];
            /** @description What cannot be done now, each with the words in which it is refused */
            unavailable_actions: {
                [key: string]: string;
            };
            /** @description Whether it can be canceled now */
            can_terminate: boolean;
            error_message: string;
            error_traceback: string;
            error: components["schemas"]["Problem"] | null;
            /** @description The x-request-id of the request that placed it */
            request_id: string | null;
            /** @description Whether the VM has shown all that its image promises; null: not known yet */
            ready: boolean | null;
            /** @description 0 to 1 */
            progress: number;
            elapsed_ms: number;
            remaining_ms: number | null;
            /** @description What is not wrong and may be a slip: the project has another VM of this name */
            warnings: string[];
            steps: components["schemas"]["OrderStep"][];
        };
        NestedOrder: {
            uuid: string;
            url: string;
            /** @enum {string} */
            type: "Create" | "Update" | "Terminate";
            state: components["schemas"]["OrderState"];
            error_message: string;
            /** Format: date-time */
            created: string;
            completed_at: string | null;
            /** @description null: the cloud itself, or somebody who is no more */
            created_by_username: string | null;
        };
        Resource: {
            uuid: string;
            url: string;
            provider_name: string;
            provider_slug: string;
            offering_image: null;
            offering_thumbnail: null;
            offering_plugin_options: Record<string, never>;
            offering_shared: boolean;
            offering_billable: boolean;
            offering_components: Record<string, never>[];
            category_icon: string;
            options: null;
            report: Record<string, never>[];
            endpoints: Record<string, never>[];
            limit_usage: {
                [key: string]: number;
            };
            is_usage_based: boolean;
            is_limit_based: boolean;
            downscaled: boolean;
            paused: boolean;
            restrict_member_access: boolean;
            user_requires_reconsent: boolean;
            username: null;
            renewal_date: null;
            error_traceback: string;
            /** @description The URL of the instance, which has the same UUID */
            scope: string;
            resource_uuid: string;
            backend_id: string;
            effective_id: string;
            slug: string;
            backend_metadata: {
                state: components["schemas"]["InstanceState"];
                runtime_state: components["schemas"]["InstanceRuntimeState"];
                action: string;
                instance_name: string;
            };
            attributes: {
                [key: string]: unknown;
            };
            can_terminate: boolean;
            name: string;
            description: string;
            /** @description Its labels */
            metadata: {
                [key: string]: string;
            };
            state: components["schemas"]["ResourceState"];
            runtime_state: components["schemas"]["ResourceRuntimeState"];
            resource_type: string;
            project: string;
            project_uuid: string;
            project_name: string;
            project_description: string;
            project_slug: string;
            tenant_uuid: string;
            service_settings_uuid: string;
            customer: string;
            customer_uuid: string;
            customer_name: string;
            customer_slug: string;
            provider_uuid: string;
            offering: string;
            offering_uuid: string;
            offering_name: string;
            offering_description: string;
            offering_slug: string;
            offering_type: string;
            offering_state: components["schemas"]["OfferingState"];
            category_uuid: string;
            category_title: string;
            plan: string;
            plan_uuid: string;
            plan_name: string;
            plan_unit: string;
            plan_description: string;
            image: string;
            image_name: string;
            flavor: string;
            flavor_name: string;
            cores: number;
            /** @description MiB */
            ram: number;
            /** @description MiB, of all volumes */
            disk: number;
            limits: {
                [key: string]: number;
            };
            /** @description As last measured: `cores`, 0.5 is half of one; `ram`, MiB; `disk_rate` and `network_rate`, both ways, bytes a second */
            usage: {
                [key: string]: number;
            };
            /** @description The same */
            current_usages: {
                [key: string]: number;
            };
            /**
             * Format: date
             * @description The day of that, in UTC
             */
            end_date: string | null;
            /** @description From this time on `end_action` is done; null: it stays */
            ends_at: string | null;
            /**
             * @description `delete`, with all that is on it, or `stop`
             * @enum {string}
             */
            end_action: "delete" | "stop";
            end_date_requested_by: string | null;
            /** Format: date */
            project_end_date: string | null;
            key_name: string;
            /** @description The image's login user */
            ssh_user: string;
            internal_ips: string[];
            external_ips: string[];
            ports: {
                uuid: string;
                mac_address: string;
                network: string;
                fixed_ips: {
                    subnet: string;
                    subnet_name: string;
                    subnet_cidr: string;
                    ip_address: string;
                }[];
                floating_ip: {
                    uuid: string;
                    address: string;
                } | null;
                security_groups: {
                    uuid: string;
                    name: string;
                }[];
            }[];
            volumes: {
                uuid: string;
                name: string;
                /** @description MiB */
                size: number;
                bootable: boolean;
            }[];
            /** @description What was seen of the guest since it was last started */
            readiness: {
                ready: boolean;
                /** @enum {string} */
                stage: "booting" | "network" | "ssh" | "cloud-init" | "ready";
                network: string | null;
                ssh: string | null;
                cloud_init: {
                    /** @enum {string} */
                    result: "done" | "degraded" | "error";
                    detail: string;
                    /** Format: date-time */
                    at: string;
                } | null;
                host_keys: {
                    type: string;
                    public_key: string;
                    fingerprint_sha256: string;
                }[];
                /** @description How long its boot before this one took until ssh answered; null: not known */
                last_boot_seconds: number | null;
            };
            accelerator: string | null;
            /** @description Started again when it ends without anybody having asked for it */
            auto_restart: boolean;
            /** @description What can be done now */
            available_actions: string[];
            /** @description What cannot be done now, each with the words in which it is refused */
            unavailable_actions: {
                [key: string]: string;
            };
            /** @description The VM cannot be deleted until this is taken away */
            termination_protection: boolean;
            /** @description In rescue mode: what runs in place of the own system */
            rescue_image: string | null;
            rescue_image_name: string | null;
            /** @description What is being done with the VM; empty: nothing */
            action: string;
            action_details: {
                [key: string]: string;
            };
            creation_order: components["schemas"]["NestedOrder"] | null;
            order_in_progress: components["schemas"]["NestedOrder"] | null;
            /** Format: date-time */
            last_sync: string;
            error_message: string;
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            modified: string;
            start_time: string | null;
        };
        VolumeResource: {
            uuid: string;
            url: string;
            provider_name: string;
            provider_slug: string;
            offering_image: null;
            offering_thumbnail: null;
            offering_plugin_options: Record<string, never>;
            offering_shared: boolean;
            offering_billable: boolean;
            offering_components: Record<string, never>[];
            category_icon: string;
            options: null;
            report: Record<string, never>[];
            endpoints: Record<string, never>[];
            limit_usage: {
                [key: string]: number;
            };
            is_usage_based: boolean;
            is_limit_based: boolean;
            downscaled: boolean;
            paused: boolean;
            restrict_member_access: boolean;
            user_requires_reconsent: boolean;
            username: null;
            renewal_date: null;
            error_traceback: string;
            /** @description The URL of the volume, which has the same UUID */
            scope: string;
            resource_uuid: string;
            resource_type: string;
            backend_id: string;
            effective_id: string;
            backend_metadata: {
                state: components["schemas"]["VolumeState"];
                runtime_state: components["schemas"]["VolumeRuntimeState"];
                action: string;
                instance_name: string;
            };
            attributes: {
                [key: string]: unknown;
            };
            limits: {
                [key: string]: number;
            };
            /** @description As last measured: `cores`, 0.5 is half of one; `ram`, MiB; `disk_rate` and `network_rate`, both ways, bytes a second */
            usage: {
                [key: string]: number;
            };
            /** @description The same */
            current_usages: {
                [key: string]: number;
            };
            /**
             * Format: date
             * @description The day of that, in UTC
             */
            end_date: string | null;
            /** @description From this time on `end_action` is done; null: it stays */
            ends_at: string | null;
            /**
             * @description `delete`, with all that is on it, or `stop`
             * @enum {string}
             */
            end_action: "delete" | "stop";
            end_date_requested_by: string | null;
            /** Format: date */
            project_end_date: string | null;
            name: string;
            description: string;
            state: components["schemas"]["ResourceState"];
            runtime_state: components["schemas"]["VolumeRuntimeState"];
            can_terminate: boolean;
            /** @description What can be done now */
            available_actions: string[];
            /** @description What cannot be done now, each with the words in which it is refused */
            unavailable_actions: {
                [key: string]: string;
            };
            project: string;
            project_uuid: string;
            project_name: string;
            tenant_uuid: string;
            customer: string;
            customer_uuid: string;
            customer_name: string;
            offering: string;
            offering_uuid: string;
            offering_name: string;
            offering_type: string;
            category_uuid: string;
            category_title: string;
            plan: string;
            plan_uuid: string;
            plan_name: string;
            error_message: string;
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            modified: string;
        };
        OrderStepEvent: {
            /** @description Its name, as in the steps of the order */
            step: string;
            state: components["schemas"]["StepState"];
            /** @description 0 to 1 */
            progress: number;
            message: string;
            /** @description Left out while a step only comes further, as are the next two */
            attempt?: number;
            duration_ms?: number | null;
            error?: components["schemas"]["Problem"] | null;
        };
        OrderEvent: {
            /** @description The stream ends behind any but Undoing */
            state: components["schemas"]["OrderState"] | "Undoing";
            /** @description Why it failed */
            error: components["schemas"]["Problem"] | null;
        };
        Preflight: {
            /** @description An order that names it in `quote` has this price until `quote_expires` */
            quote: string;
            /** Format: date-time */
            quote_expires: string;
            price: {
                plan: string;
                plan_uuid: string;
                /** @description Decimal */
                unit_price: string;
                unit: string;
            };
            /** @description Whether the order would wait until somebody approves it */
            needs_approval: boolean;
            quotas: {
                [key: string]: {
                    /** @description Of the project; MiB for ram and storage */
                    limit: number;
                    /** @description Of the project; MiB for ram and storage */
                    needed: number;
                    /** @description Once the order is placed */
                    left: number;
                };
            };
            /** @description What the host and the pool could still give now; nothing of it is kept */
            capacity: {
                vcpus: number;
                memory_mib: number;
                disk_mib: number;
                floating_ips: number;
            };
            /** @description Until the VM is ready, by the history of orders like this */
            estimate_ms: number | null;
            /** @description Of a well-known image that was never used here: it is downloaded first; null: nothing is */
            download: {
                /** @description Bytes, as the server says that has it; null: it does not */
                size: number | null;
            } | null;
            makes: {
                volumes: {
                    name: string;
                    /** @description MiB */
                    size: number;
                }[];
                ports: number;
                floating_ips: {
                    new: number;
                    reused: number;
                };
            };
            /** @description What is not wrong and may be a slip: the project has another VM of this name */
            warnings: string[];
        };
        OrderReference: {
            order_uuid: string;
        };
        Subresource: {
            uuid: string;
            /** @enum {string} */
            type: "OpenStack.Instance" | "OpenStack.Volume";
        };
        AddressPair: {
            mac_address: string;
            ip_address: string;
        };
        InstanceServerGroup: {
            url: string;
            uuid: string;
            name: string;
            policy: components["schemas"]["ServerGroupPolicy"];
            /** @constant */
            state: "OK";
        };
        ServerGroupInstance: {
            uuid: string;
            name: string;
            backend_id: string;
        };
        ServerGroup: {
            url: string;
            uuid: string;
            name: string;
            description: string;
            service_name: string;
            service_settings: string;
            service_settings_uuid: string;
            /** @constant */
            service_settings_state: "OK";
            service_settings_error_message: string;
            project: string;
            project_name: string;
            project_uuid: string;
            customer: string;
            customer_uuid: string;
            customer_name: string;
            customer_native_name: string;
            customer_abbreviation: string;
            tenant: string;
            tenant_name: string;
            tenant_uuid: string;
            error_message: string;
            error_traceback: string;
            resource_type: string;
            state: components["schemas"]["NetworkState"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            modified: string;
            backend_id: string;
            access_url: null;
            marketplace_offering_uuid: null;
            marketplace_offering_name: null;
            marketplace_offering_plugin_options: null;
            marketplace_category_uuid: null;
            marketplace_category_name: null;
            marketplace_resource_uuid: null;
            marketplace_plan_uuid: null;
            marketplace_resource_state: null;
            is_usage_based: null;
            is_limit_based: null;
            policy: components["schemas"]["ServerGroupPolicy"];
            display_name: string;
            instances: components["schemas"]["ServerGroupInstance"][];
        };
        InstanceGroupRule: {
            id: number;
            ethertype: string;
            direction: string;
            /** @description Empty: any; the ports then are -1 */
            protocol: string;
            from_port: number;
            to_port: number;
            cidr: string | null;
            description: string;
            remote_group: string | null;
        };
        InstanceGroup: {
            url: string;
            uuid: string;
            name: string;
            description: string;
            state: components["schemas"]["NetworkState"];
            rules: components["schemas"]["InstanceGroupRule"][];
        };
        InstancePort: {
            url: string;
            uuid: string;
            fixed_ips: {
                subnet_id: string;
                ip_address: string;
            }[];
            mac_address: string;
            subnet: string | null;
            subnet_uuid: string | null;
            subnet_name: string | null;
            subnet_description: string | null;
            subnet_cidr: string | null;
            allowed_address_pairs: components["schemas"]["AddressPair"][];
            device_id: string;
            device_owner: string;
            security_groups: components["schemas"]["InstanceGroup"][];
            /** @description Of a port that was made by itself: the reference that the VM was given */
            port?: string;
        };
        InstanceFloatingIp: {
            url: string;
            uuid: string;
            address: string;
            port_fixed_ips: {
                subnet_id: string;
                ip_address: string;
            }[];
            port_mac_address: string;
            subnet: string | null;
            subnet_uuid: string | null;
            subnet_name: string | null;
            subnet_description: string | null;
            subnet_cidr: string | null;
        };
        InstanceVolume: {
            url: string;
            uuid: string;
            name: string;
            image_name: string;
            state: components["schemas"]["VolumeState"];
            bootable: boolean;
            /** @description MiB */
            size: number;
            device: string;
            resource_type: string;
            type: null;
            marketplace_resource_uuid: string;
        };
        Instance: {
            url: string;
            uuid: string;
            name: string;
            description: string;
            service_name: string;
            service_settings: string;
            service_settings_uuid: string;
            /** @constant */
            service_settings_state: "OK";
            service_settings_error_message: string;
            project: string;
            project_name: string;
            project_uuid: string;
            customer: string;
            customer_uuid: string;
            customer_name: string;
            customer_native_name: string;
            customer_abbreviation: string;
            tenant: string;
            tenant_name: string;
            tenant_uuid: string;
            error_message: string;
            error_traceback: string;
            resource_type: string;
            state: components["schemas"]["InstanceState"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            modified: string;
            backend_id: string;
            access_url: string[];
            start_time: string | null;
            cores: number;
            /** @description MiB */
            ram: number;
            /** @description MiB, of all volumes */
            disk: number;
            min_ram: number;
            min_disk: number;
            user_data: string;
            external_ips: string[];
            internal_ips: string[];
            latitude: null;
            longitude: null;
            key_name: string;
            key_fingerprint: string;
            image_name: string;
            /** @description MiB */
            flavor_disk: number;
            flavor_name: string;
            volumes: components["schemas"]["InstanceVolume"][];
            security_groups: components["schemas"]["InstanceGroup"][];
            /** @description Left out when there is none: null makes clients fail */
            server_group?: components["schemas"]["InstanceServerGroup"];
            floating_ips: components["schemas"]["InstanceFloatingIp"][];
            ports: components["schemas"]["InstancePort"][];
            /** @description The ports, by the name that older clients know */
            internal_ips_set: components["schemas"]["InstancePort"][];
            availability_zone: string;
            availability_zone_name: string;
            connect_directly_to_external_network: boolean;
            runtime_state: components["schemas"]["InstanceRuntimeState"];
            action: string;
            action_details: {
                [key: string]: string;
            };
            /** @description What can be done now */
            available_actions: string[];
            /** @description What cannot be done now, each with the words in which it is refused */
            unavailable_actions: {
                [key: string]: string;
            };
            hypervisor_hostname: string;
            external_address: string[];
            rancher_cluster: null;
            marketplace_offering_uuid: string;
            marketplace_offering_name: string;
            marketplace_offering_plugin_options: Record<string, never>;
            marketplace_category_uuid: string;
            marketplace_category_name: string;
            marketplace_resource_uuid: string;
            marketplace_plan_uuid: string;
            marketplace_resource_state: components["schemas"]["ResourceState"];
            is_usage_based: boolean;
            is_limit_based: boolean;
            termination_protection: boolean;
            rescue_image_name: string | null;
            /** @description Its labels */
            metadata: {
                [key: string]: string;
            };
        };
        Termination: {
            order_uuid: string;
            /** @description The same */
            uuid: string;
        };
        TeamMember: {
            url: string;
            uuid: string;
            username: string;
            full_name: string;
            email: string;
            role: string;
            expiration_time: string | null;
            offering_user_username: null;
            offering_user_state: null;
        };
        PlanPeriod: {
            uuid: string;
            plan_name: string;
            plan_uuid: string;
            /** Format: date-time */
            start: string;
            end: string | null;
            /** @description None: nothing is metered */
            components: unknown[];
        };
        ResourceVersion: {
            id: number;
            /** Format: date-time */
            revision_date: string;
            revision_user: {
                uuid: string;
                username: string;
                full_name: string;
            } | null;
            /** @description What was done, and what came of it */
            revision_comment: string;
            /** @description What was said about it then */
            serialized_data: {
                [key: string]: unknown;
            };
        };
        SuggestedName: {
            name: string;
        };
        Usage: {
            uuid: string;
            /** Format: date-time */
            measured: string;
            /**
             * Format: date-time
             * @description When the VM was started: all counters began at 0 then
             */
            started: string;
            /** @description Of one processor, over the interval: a VM with 2 takes up to 200 */
            cpu_percent: number;
            interval_seconds: number;
            cpu_seconds: number;
            cores: number;
            /** @description Taken of the host; with what the emulator itself needs */
            memory_bytes: number;
            /** @description What the VM has, MiB */
            ram: number;
            disks: {
                volume: string | null;
                read_bytes: number;
                written_bytes: number;
                reads: number;
                writes: number;
            }[];
            ports: {
                port: string;
                received_bytes: number;
                sent_bytes: number;
                received_packets: number;
                sent_packets: number;
            }[];
            /** @description For volumes, but that which boots, and ports: so many it has as it runs now, so many of them are taken */
            slots: {
                total: number;
                used: number;
            };
        };
        UsageHistory: {
            uuid: string;
            /**
             * Format: date-time
             * @description When the first step begins
             */
            from: string;
            /**
             * Format: date-time
             * @description When the last step ends
             */
            to: string;
            step_seconds: number;
            /** @description Of one processor: a VM with 2 takes up to 200. Here and below null: it was not measured */
            cpu_percent: (number | null)[];
            /** @description Taken of the host */
            memory_bytes: (number | null)[];
            /** @description Of all disks */
            disk_read_bytes_per_second: (number | null)[];
            /** @description Of all disks */
            disk_written_bytes_per_second: (number | null)[];
            /** @description By all ports */
            network_received_bytes_per_second: (number | null)[];
            /** @description By all ports */
            network_sent_bytes_per_second: (number | null)[];
        };
        ConsoleUrl: {
            /** Format: uri */
            url: string;
        };
        Image: {
            uuid: string;
            url: string;
            name: string;
            description: string;
            /** @description null: public */
            project: string | null;
            /** @description The only one that has what was uploaded or made there; null: it is brought to any */
            cloud: string | null;
            /** @description Login user */
            ssh_user: string;
            /**
             * @description How a guest of it shows that it is ready
             * @enum {string}
             */
            readiness: "agent" | "cloud-init" | "ssh" | "none";
            /** @description MiB */
            min_disk: number;
            /** @description MiB */
            min_ram: number;
            /** @description A VM can be started from it to mend another disk */
            is_rescue_image: boolean;
            state: components["schemas"]["ImageState"];
            /** @description Bytes on the host */
            size: number | null;
            /** @description The disk as a VM sees it, MiB */
            disk: number | null;
            sha256: string | null;
            /** @description The publisher's list that it is checked against */
            checksum_url: string | null;
            /** @description Key of the well-known image that it is */
            catalogue: string | null;
            /** @description Where a well-known image comes from */
            source_url: string | null;
            error_message: string;
            /** @description 0 to 1 while it is being made ready */
            progress: number | null;
            /** @description What is being done */
            message: string;
            /** @description Estimated */
            remaining_seconds: number | null;
            settings: string;
            backend_id: string;
            /** Format: date-time */
            backend_created_at: string;
            /** Format: date-time */
            created: string;
        };
        VmBackupPort: {
            fixed_ips: {
                subnet_id: string;
                ip_address: string;
            }[];
            floating_ip: string | null;
            /** @description UUIDs */
            security_groups: string[];
        };
        /** @description What the VM was at that moment */
        VmBackupMetadata: {
            name: string;
            description: string;
            min_ram: number;
            min_disk: number;
            /** @description MiB, of all volumes */
            size: number;
            key_name: string;
            key_fingerprint: string;
            user_data: string;
            flavor_name: string;
            image_name: string;
            labels: {
                [key: string]: string;
            };
            ports: components["schemas"]["VmBackupPort"][];
        };
        /** @description A VM that was made of it */
        VmBackupRestoration: {
            uuid: string;
            instance: string;
            /** Format: date-time */
            created: string;
            flavor: string;
            name: string;
            floating_ips: components["schemas"]["InstanceFloatingIp"][];
            security_groups: components["schemas"]["InstanceGroup"][];
            ports: components["schemas"]["InstancePort"][];
        };
        VmBackup: {
            url: string;
            uuid: string;
            name: string;
            description: string;
            service_name: string;
            service_settings: string;
            service_settings_uuid: string;
            /** @constant */
            service_settings_state: "OK";
            service_settings_error_message: string;
            project: string;
            project_name: string;
            project_uuid: string;
            customer: string;
            customer_uuid: string;
            customer_name: string;
            customer_native_name: string;
            customer_abbreviation: string;
            tenant: string;
            tenant_name: string;
            tenant_uuid: string;
            error_message: string;
            error_traceback: string;
            resource_type: string;
            state: components["schemas"]["VmBackupState"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            modified: string;
            backend_id: string;
            access_url: null;
            marketplace_offering_uuid: null;
            marketplace_offering_name: null;
            marketplace_offering_plugin_options: null;
            marketplace_category_uuid: null;
            marketplace_category_name: null;
            marketplace_resource_uuid: null;
            marketplace_plan_uuid: null;
            marketplace_resource_state: null;
            is_usage_based: null;
            is_limit_based: null;
            /**
             * Format: date-time
             * @description Since when it is in the state that it is in
             */
            state_since: string;
            /** @description It is deleted after that; null: it is kept */
            kept_until: string | null;
            metadata: components["schemas"]["VmBackupMetadata"];
            instance: string;
            instance_name: string;
            instance_marketplace_uuid: string;
            /** @description Those of the VM as it is now */
            instance_security_groups: components["schemas"]["InstanceGroup"][];
            /** @description Those of the VM as it is now */
            instance_ports: components["schemas"]["InstancePort"][];
            /** @description Those of the VM as it is now */
            instance_floating_ips: components["schemas"]["InstanceFloatingIp"][];
            restorations: components["schemas"]["VmBackupRestoration"][];
            /**
             * @description crash: it holds what the disks hold when the power is cut; volume: so each of them, but one after another. Left out below `/waldur`
             * @enum {string}
             */
            consistency?: "crash" | "volume";
            /** @description Where the cloud keeps copies of backups, as its operator calls them. Left out below `/waldur` */
            copy_targets?: string[];
            /** @description What can be done now */
            available_actions: string[];
            /** @description What cannot be done now, each with the words in which it is refused */
            unavailable_actions: {
                [key: string]: string;
            };
        };
        /** @description How far it is sent or read back; null: nothing is under way */
        BackupCopyProgress: {
            fraction: number;
            message: string;
        } | null;
        BackupCopy: {
            uuid: string;
            url: string;
            name: string;
            /** @description Where it is, as the settings of the cloud call it */
            target: string;
            state: components["schemas"]["BackupCopyState"];
            /**
             * Format: date-time
             * @description Since when it is in the state that it is in
             */
            state_since: string;
            error_message: string;
            progress: components["schemas"]["BackupCopyProgress"];
            /** @description That it is a copy of; null: nothing is known of that any more */
            backup: string | null;
            /**
             * Format: date-time
             * @description When the backup was made
             */
            backed_up: string;
            /** @description Of the VM that it is of, which may be gone */
            instance_uuid: string;
            instance_name: string;
            metadata: components["schemas"]["VmBackupMetadata"];
            /** @description MiB that had to be sent, the rest was there; null: it is not there yet */
            sent: number | null;
            /** @description When all of it was read back last */
            verified: string | null;
            /** @description What was wrong with it then; empty: nothing */
            damage: string;
            project: string;
            project_uuid: string;
            project_name: string;
            customer_uuid: string;
            customer_name: string;
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            modified: string;
            /** @description What can be done now */
            available_actions: string[];
            /** @description What cannot be done now, each with the words in which it is refused */
            unavailable_actions: {
                [key: string]: string;
            };
        };
        Connectivity: {
            ok: boolean;
            verdict: string;
            checks: {
                name: string;
                /** @description null: not measured, for an earlier check has failed */
                ok: boolean | null;
                measured: string;
                /** @description What to do; empty when it is fine */
                remedy: string;
            }[];
            /** Format: date-time */
            measured_at: string;
        };
        Flavor: {
            uuid: string;
            url: string;
            name: string;
            cores: number;
            /** @description MiB */
            ram: number;
            /** @description MiB */
            disk: number;
            settings: string;
            backend_id: string;
            display_name: string;
        };
        FloatingIp: {
            url: string;
            uuid: string;
            name: string;
            description: string;
            service_name: string;
            service_settings: string;
            service_settings_uuid: string;
            /** @constant */
            service_settings_state: "OK";
            service_settings_error_message: string;
            project: string;
            project_name: string;
            project_uuid: string;
            customer: string;
            customer_uuid: string;
            customer_name: string;
            customer_native_name: string;
            customer_abbreviation: string;
            tenant: string;
            tenant_name: string;
            tenant_uuid: string;
            error_message: string;
            error_traceback: string;
            resource_type: string;
            state: components["schemas"]["NetworkState"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            modified: string;
            backend_id: string;
            access_url: null;
            marketplace_offering_uuid: null;
            marketplace_offering_name: null;
            marketplace_offering_plugin_options: null;
            marketplace_category_uuid: null;
            marketplace_category_name: null;
            marketplace_resource_uuid: null;
            marketplace_plan_uuid: null;
            marketplace_resource_state: null;
            is_usage_based: null;
            is_limit_based: null;
            address: string;
            external_address: null;
            runtime_state: components["schemas"]["FloatingIpRuntimeState"];
            backend_network_id: string;
            port: string | null;
            port_fixed_ips: {
                ip_address: string;
                subnet_id: string;
            }[];
            instance_uuid: string | null;
            instance_name: string | null;
            instance_url: string | null;
            resource_uuid: string | null;
            resource_name: string | null;
        };
        BackupSchedule: {
            url: string;
            uuid: string;
            name: string;
            description: string;
            service_name: string;
            service_settings: string;
            service_settings_uuid: string;
            /** @constant */
            service_settings_state: "OK";
            service_settings_error_message: string;
            project: string;
            project_name: string;
            project_uuid: string;
            customer: string;
            customer_uuid: string;
            customer_name: string;
            customer_native_name: string;
            customer_abbreviation: string;
            tenant: string;
            tenant_name: string;
            tenant_uuid: string;
            error_message: string;
            error_traceback: string;
            resource_type: string;
            state: components["schemas"]["NetworkState"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            modified: string;
            backend_id: string;
            access_url: null;
            marketplace_offering_uuid: null;
            marketplace_offering_name: null;
            marketplace_offering_plugin_options: null;
            marketplace_category_uuid: null;
            marketplace_category_name: null;
            marketplace_resource_uuid: null;
            marketplace_plan_uuid: null;
            marketplace_resource_state: null;
            is_usage_based: null;
            is_limit_based: null;
            /** @description Five fields of cron: minute, hour, day of the month, month, weekday */
            schedule: string;
            /** @description By whose clock */
            timezone: string;
            is_active: boolean;
            /** @description When it runs next; one that has passed is about to be made up for. null: it is paused */
            next_trigger_at: string | null;
            /** @description Days for which what it makes is kept; 0: no such limit */
            retention_time: number;
            /** @description So many of what it makes are kept; 0: no such limit */
            maximal_number_of_resources: number;
            instance: string;
            instance_name: string;
            /** @description The target of the cloud that each of its backups is copied to; null: nowhere */
            target: string | null;
            /** @description Days for which its copies are kept there; 0: no such limit */
            target_retention_time: number;
            /** @description So many of its copies are kept there; 0: no such limit */
            target_maximal_number_of_resources: number;
        };
        ConnectivityDiagnosis: {
            target: string;
            target_address: string | null;
            checks: {
                check: string;
                /**
                 * @description skip: an earlier one has failed
                 * @enum {string}
                 */
                status: "ok" | "warn" | "fail" | "skip";
                detail: string;
                fix_hint: string;
            }[];
            /** @description What has failed first; null: nothing */
            root_cause: string | null;
        };
        /**
         * @description What is done with the VM
         * @enum {string}
         */
        PowerScheduleAction: "start" | "stop";
        PowerSchedule: {
            url: string;
            uuid: string;
            name: string;
            description: string;
            service_name: string;
            service_settings: string;
            service_settings_uuid: string;
            /** @constant */
            service_settings_state: "OK";
            service_settings_error_message: string;
            project: string;
            project_name: string;
            project_uuid: string;
            customer: string;
            customer_uuid: string;
            customer_name: string;
            customer_native_name: string;
            customer_abbreviation: string;
            tenant: string;
            tenant_name: string;
            tenant_uuid: string;
            error_message: string;
            error_traceback: string;
            resource_type: string;
            state: components["schemas"]["NetworkState"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            modified: string;
            backend_id: string;
            access_url: null;
            marketplace_offering_uuid: null;
            marketplace_offering_name: null;
            marketplace_offering_plugin_options: null;
            marketplace_category_uuid: null;
            marketplace_category_name: null;
            marketplace_resource_uuid: null;
            marketplace_plan_uuid: null;
            marketplace_resource_state: null;
            is_usage_based: null;
            is_limit_based: null;
            /** @description Five fields of cron: minute, hour, day of the month, month, weekday */
            schedule: string;
            /** @description By whose clock */
            timezone: string;
            is_active: boolean;
            /** @description When it runs next; one that has passed is about to be made up for. null: it is paused */
            next_trigger_at: string | null;
            instance: string;
            instance_name: string;
            action: components["schemas"]["PowerScheduleAction"];
        };
        Subnet: {
            url: string;
            uuid: string;
            name: string;
            description: string;
            service_name: string;
            service_settings: string;
            service_settings_uuid: string;
            /** @constant */
            service_settings_state: "OK";
            service_settings_error_message: string;
            project: string;
            project_name: string;
            project_uuid: string;
            customer: string;
            customer_uuid: string;
            customer_name: string;
            customer_native_name: string;
            customer_abbreviation: string;
            tenant: string;
            tenant_name: string;
            tenant_uuid: string;
            error_message: string;
            error_traceback: string;
            resource_type: string;
            state: components["schemas"]["NetworkState"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            modified: string;
            backend_id: string;
            access_url: null;
            marketplace_offering_uuid: null;
            marketplace_offering_name: null;
            marketplace_offering_plugin_options: null;
            marketplace_category_uuid: null;
            marketplace_category_name: null;
            marketplace_resource_uuid: null;
            marketplace_plan_uuid: null;
            marketplace_resource_state: null;
            is_usage_based: null;
            is_limit_based: null;
            network: string;
            network_name: string;
            cidr: string;
            gateway_ip: string | null;
            disable_gateway: boolean;
            allocation_pools: {
                start: string;
                end: string;
            }[];
            ip_version: number;
            enable_dhcp: boolean;
            dns_nameservers: string[];
            host_routes: {
                destination: string;
                nexthop: string;
            }[];
            is_connected: boolean;
            /** @description Addresses that ports have of it */
            used_ips: number;
            /** @description Addresses of its pool; null: of IPv6, more than anybody uses up */
            total_ips: number | null;
        };
        NetworkSubnet: {
            uuid: string;
            url: string;
            name: string;
            description: string;
            cidr: string;
            gateway_ip: string | null;
            allocation_pools: {
                start: string;
                end: string;
            }[];
            ip_version: number;
            enable_dhcp: boolean;
        };
        Network: {
            url: string;
            uuid: string;
            name: string;
            description: string;
            service_name: string;
            service_settings: string;
            service_settings_uuid: string;
            /** @constant */
            service_settings_state: "OK";
            service_settings_error_message: string;
            project: string;
            project_name: string;
            project_uuid: string;
            customer: string;
            customer_uuid: string;
            customer_name: string;
            customer_native_name: string;
            customer_abbreviation: string;
            tenant: string;
            tenant_name: string;
            tenant_uuid: string;
            error_message: string;
            error_traceback: string;
            resource_type: string;
            state: components["schemas"]["NetworkState"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            modified: string;
            backend_id: string;
            access_url: null;
            marketplace_offering_uuid: null;
            marketplace_offering_name: null;
            marketplace_offering_plugin_options: null;
            marketplace_category_uuid: null;
            marketplace_category_name: null;
            marketplace_resource_uuid: null;
            marketplace_plan_uuid: null;
            marketplace_resource_state: null;
            is_usage_based: null;
            is_limit_based: null;
            is_external: boolean;
            type: string;
            segmentation_id: null;
            mtu: number | null;
            rbac_policies: unknown[];
            subnets: components["schemas"]["NetworkSubnet"][];
        };
        Port: {
            url: string;
            uuid: string;
            name: string;
            description: string;
            service_name: string;
            service_settings: string;
            service_settings_uuid: string;
            /** @constant */
            service_settings_state: "OK";
            service_settings_error_message: string;
            project: string;
            project_name: string;
            project_uuid: string;
            customer: string;
            customer_uuid: string;
            customer_name: string;
            customer_native_name: string;
            customer_abbreviation: string;
            tenant: string;
            tenant_name: string;
            tenant_uuid: string;
            error_message: string;
            error_traceback: string;
            resource_type: string;
            state: components["schemas"]["NetworkState"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            modified: string;
            backend_id: string;
            access_url: null;
            marketplace_offering_uuid: null;
            marketplace_offering_name: null;
            marketplace_offering_plugin_options: null;
            marketplace_category_uuid: null;
            marketplace_category_name: null;
            marketplace_resource_uuid: null;
            marketplace_plan_uuid: null;
            marketplace_resource_state: null;
            is_usage_based: null;
            is_limit_based: null;
            network: string;
            network_name: string;
            network_uuid: string;
            fixed_ips: {
                ip_address: string;
                subnet_id: string;
            }[];
            mac_address: string;
            allowed_address_pairs: components["schemas"]["AddressPair"][];
            floating_ips: string[];
            security_groups: {
                url: string;
                uuid: string;
                name: string;
            }[];
            port_security_enabled: boolean;
            admin_state_up: boolean;
            status: components["schemas"]["PortStatus"];
            device_id: string | null;
            device_owner: string | null;
            resource_uuid: string | null;
            resource_name: string | null;
        };
        SecurityGroupRule: {
            id: number;
            /** @enum {string} */
            direction: "ingress" | "egress";
            /** @enum {string} */
            ethertype: "IPv4" | "IPv6";
            /** @description A name, or the number of a protocol that has none; "": any */
            protocol: string;
            /** @description -1: any; for icmp the type */
            from_port: number;
            /** @description -1: any; for icmp the code */
            to_port: number;
            cidr: string | null;
            remote_group: string | null;
            /** @description Left out when there is none: null makes Waldur’s Python client fail */
            remote_group_uuid?: string;
            /** @description Left out when there is none */
            remote_group_name?: string;
            description: string;
        };
        SecurityGroup: {
            url: string;
            uuid: string;
            name: string;
            description: string;
            service_name: string;
            service_settings: string;
            service_settings_uuid: string;
            /** @constant */
            service_settings_state: "OK";
            service_settings_error_message: string;
            project: string;
            project_name: string;
            project_uuid: string;
            customer: string;
            customer_uuid: string;
            customer_name: string;
            customer_native_name: string;
            customer_abbreviation: string;
            tenant: string;
            tenant_name: string;
            tenant_uuid: string;
            error_message: string;
            error_traceback: string;
            resource_type: string;
            state: components["schemas"]["NetworkState"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            modified: string;
            backend_id: string;
            access_url: null;
            marketplace_offering_uuid: null;
            marketplace_offering_name: null;
            marketplace_offering_plugin_options: null;
            marketplace_category_uuid: null;
            marketplace_category_name: null;
            marketplace_resource_uuid: null;
            marketplace_plan_uuid: null;
            marketplace_resource_state: null;
            is_usage_based: null;
            is_limit_based: null;
            rules: components["schemas"]["SecurityGroupRule"][];
        };
        VolumeType: {
            url: string;
            uuid: string;
            name: string;
            description: string;
            settings: string;
            backend_id: string;
            disabled: boolean;
            is_default: boolean;
        };
        SnapshotSchedule: {
            url: string;
            uuid: string;
            name: string;
            description: string;
            service_name: string;
            service_settings: string;
            service_settings_uuid: string;
            /** @constant */
            service_settings_state: "OK";
            service_settings_error_message: string;
            project: string;
            project_name: string;
            project_uuid: string;
            customer: string;
            customer_uuid: string;
            customer_name: string;
            customer_native_name: string;
            customer_abbreviation: string;
            tenant: string;
            tenant_name: string;
            tenant_uuid: string;
            error_message: string;
            error_traceback: string;
            resource_type: string;
            state: components["schemas"]["NetworkState"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            modified: string;
            backend_id: string;
            access_url: null;
            marketplace_offering_uuid: null;
            marketplace_offering_name: null;
            marketplace_offering_plugin_options: null;
            marketplace_category_uuid: null;
            marketplace_category_name: null;
            marketplace_resource_uuid: null;
            marketplace_plan_uuid: null;
            marketplace_resource_state: null;
            is_usage_based: null;
            is_limit_based: null;
            /** @description Five fields of cron: minute, hour, day of the month, month, weekday */
            schedule: string;
            /** @description By whose clock */
            timezone: string;
            is_active: boolean;
            /** @description When it runs next; one that has passed is about to be made up for. null: it is paused */
            next_trigger_at: string | null;
            /** @description Days for which what it makes is kept; 0: no such limit */
            retention_time: number;
            /** @description So many of what it makes are kept; 0: no such limit */
            maximal_number_of_resources: number;
            source_volume: string;
            source_volume_name: string;
        };
        SnapshotRestoration: {
            uuid: string;
            /** Format: date-time */
            created: string;
            description: string;
            volume: string;
            volume_name: string;
            volume_state: components["schemas"]["VolumeState"];
            volume_runtime_state: components["schemas"]["VolumeRuntimeState"];
            /** @description MiB */
            volume_size: number;
            volume_device: string;
        };
        Snapshot: {
            url: string;
            uuid: string;
            name: string;
            description: string;
            service_name: string;
            service_settings: string;
            service_settings_uuid: string;
            /** @constant */
            service_settings_state: "OK";
            service_settings_error_message: string;
            project: string;
            project_name: string;
            project_uuid: string;
            customer: string;
            customer_uuid: string;
            customer_name: string;
            customer_native_name: string;
            customer_abbreviation: string;
            tenant: string;
            tenant_name: string;
            tenant_uuid: string;
            error_message: string;
            error_traceback: string;
            resource_type: string;
            state: components["schemas"]["SnapshotState"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            modified: string;
            backend_id: string;
            access_url: null;
            marketplace_offering_uuid: null;
            marketplace_offering_name: null;
            marketplace_offering_plugin_options: null;
            marketplace_category_uuid: null;
            marketplace_category_name: null;
            marketplace_resource_uuid: null;
            marketplace_plan_uuid: null;
            marketplace_resource_state: null;
            is_usage_based: null;
            is_limit_based: null;
            /**
             * Format: date-time
             * @description Since when it is in the state that it is in
             */
            state_since: string;
            source_volume: string;
            source_volume_name: string;
            /** @description Left out of a volume that was not ordered */
            source_volume_marketplace_uuid?: string;
            /** @description MiB: that of the volume at that moment */
            size: number;
            metadata: {
                [key: string]: unknown;
            };
            runtime_state: components["schemas"]["SnapshotRuntimeState"];
            action: string;
            action_details: {
                [key: string]: unknown;
            };
            restorations: components["schemas"]["SnapshotRestoration"][];
            backups: {
                uuid: string;
                name: string;
            }[];
            /** @description It is deleted after that; null: it is kept */
            kept_until: string | null;
            /**
             * @description It holds what a disk holds when the power is cut: file systems in the guest are not frozen. Left out below `/waldur`
             * @constant
             */
            consistency?: "crash";
            /** @description What can be done now */
            available_actions: string[];
            /** @description What cannot be done now, each with the words in which it is refused */
            unavailable_actions: {
                [key: string]: string;
            };
        };
        Volume: {
            url: string;
            uuid: string;
            name: string;
            description: string;
            service_name: string;
            service_settings: string;
            service_settings_uuid: string;
            /** @constant */
            service_settings_state: "OK";
            service_settings_error_message: string;
            project: string;
            project_name: string;
            project_uuid: string;
            customer: string;
            customer_uuid: string;
            customer_name: string;
            customer_native_name: string;
            customer_abbreviation: string;
            tenant: string;
            tenant_name: string;
            tenant_uuid: string;
            error_message: string;
            error_traceback: string;
            resource_type: string;
            state: components["schemas"]["VolumeState"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            modified: string;
            backend_id: string;
            /**
             * Format: date-time
             * @description Since when it is in the state that it is in
             */
            state_since: string;
            /** @description Since when no VM has it; null: one has it */
            free_since: string | null;
            access_url: null;
            /** @description MiB */
            size: number;
            bootable: boolean;
            type: string;
            type_name: string;
            image: string | null;
            image_name: string;
            image_metadata: string;
            metadata: {
                [key: string]: unknown;
            };
            /** @description That it is a copy of; it may be gone */
            source_snapshot: string | null;
            runtime_state: components["schemas"]["VolumeRuntimeState"];
            availability_zone: string;
            availability_zone_name: string;
            instance: string | null;
            instance_name: string;
            /** @description Left out while it is not attached */
            instance_marketplace_uuid?: string;
            /** @description Where Linux guests find it */
            device: string;
            action: string;
            action_details: {
                [key: string]: unknown;
            };
            extend_enabled: boolean;
            /** @description What can be done now */
            available_actions: string[];
            /** @description What cannot be done now, each with the words in which it is refused */
            unavailable_actions: {
                [key: string]: string;
            };
            marketplace_resource_uuid: string | null;
            marketplace_resource_state: components["schemas"]["ResourceState"] | null;
            marketplace_offering_uuid: string | null;
            marketplace_offering_name: string | null;
            marketplace_offering_plugin_options: {
                [key: string]: unknown;
            } | null;
            marketplace_category_uuid: string | null;
            marketplace_category_name: string | null;
            marketplace_plan_uuid: string | null;
            is_usage_based: boolean | null;
            is_limit_based: boolean | null;
        };
        Tenant: {
            url: string;
            uuid: string;
            name: string;
            description: string;
            service_name: string;
            service_settings: string;
            service_settings_uuid: string;
            /** @constant */
            service_settings_state: "OK";
            service_settings_error_message: string;
            project: string;
            project_name: string;
            project_uuid: string;
            customer: string;
            customer_uuid: string;
            customer_name: string;
            customer_native_name: string;
            customer_abbreviation: string;
            tenant: string;
            tenant_name: string;
            tenant_uuid: string;
            error_message: string;
            error_traceback: string;
            resource_type: string;
            state: components["schemas"]["NetworkState"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            modified: string;
            backend_id: string;
            access_url: null;
            marketplace_offering_uuid: null;
            marketplace_offering_name: null;
            marketplace_offering_plugin_options: null;
            marketplace_category_uuid: null;
            marketplace_category_name: null;
            marketplace_resource_uuid: null;
            marketplace_plan_uuid: null;
            marketplace_resource_state: null;
            is_usage_based: null;
            is_limit_based: null;
            availability_zone: string;
            internal_network_id: string;
            external_network_id: string;
            user_username: string;
            default_volume_type_name: string;
            skip_creation_of_default_router: boolean;
            quotas: {
                name: string;
                usage: number;
                limit: number;
            }[];
        };
        Configuration: {
            /** @description Where people look at this cloud */
            HOMEPORT_URL: string;
            WALDUR_CORE: {
                HOMEPORT_URL: string;
                MASTERMIND_URL: string;
                SITE_NAME: string;
                SITE_DESCRIPTION: string;
                AUTHENTICATION_METHODS: string[];
            };
            LANGUAGE_CODE: string;
            /** @description Each as its code and its name */
            LANGUAGES: string[][];
            FEATURES: {
                [key: string]: unknown;
            };
        };
        Backup: {
            /** Format: date-time */
            made: string;
            /**
             * @description Each of them keeps its last 7
             * @enum {string}
             */
            occasion: "daily" | "migration" | "asked";
            /** @description On the machine of the control plane */
            path: string;
            bytes: number;
        };
        OwnedObject: {
            kind: string;
            detail: string;
        };
        Repair: {
            removed: {
                kind: string;
                id: string | null;
                detail: string;
            }[];
            /** @description Moved to the trash */
            trashed: {
                kind: string;
                id: string | null;
                detail: string;
            }[];
            /** @description What a guest runs with */
            kept: {
                kind: string;
                id: string | null;
                detail: string;
                reason: string;
            }[];
            failed: {
                kind: string;
                id: string | null;
                detail: string;
                reason: string;
            }[];
        };
        Trashed: {
            kind: string;
            id: string | null;
            detail: string;
            /** Format: uuid */
            uuid: string;
            /** Format: date-time */
            at: string;
            /**
             * Format: date-time
             * @description From then on it may be deleted for good
             */
            kept_until: string;
            bytes: number;
            /** @description Where it was, below the state directory */
            places: string[];
        };
        Diagnosis: {
            ok: boolean;
            checks: {
                name: string;
                ok: boolean;
                detail: string;
                remedy: string;
            }[];
            orphans: {
                kind: string;
                id: string | null;
                detail: string;
                reason: string;
                /**
                 * @description What a repair does
                 * @enum {string}
                 */
                fate: "removed" | "trashed" | "kept";
            }[];
            missing: {
                kind: string;
                id: string | null;
                detail: string;
            }[];
        };
        Cloud: {
            name: string;
            /** @description What kind of backend it is */
            driver: string;
            /** @description Whether a project lives there that is made without saying where */
            is_default: boolean;
            /**
             * @description away: it does not answer, or its VMs are not found again yet; all that is there runs on
             * @enum {string}
             */
            state: "ok" | "away";
            /** @description null: not proven yet */
            accelerator: string | null;
        };
        CloudDetails: {
            name: string;
            /** @description What kind of backend it is */
            driver: string;
            /** @description Whether a project lives there that is made without saying where */
            is_default: boolean;
            /**
             * @description away: it does not answer, or its VMs are not found again yet; all that is there runs on
             * @enum {string}
             */
            state: "ok" | "away";
            /** @description null: not proven yet */
            accelerator: string | null;
            /** @description How the accelerator was proven */
            evidence: string;
            /** @description Why it is away */
            error: components["schemas"]["Problem"] | null;
            vcpus: number;
            /** @description MiB */
            memory: number;
            room: {
                /** @description MiB */
                total: number;
                /** @description MiB */
                free: number;
                /** @description MiB */
                promised: number;
                /** @description MiB */
                headroom: number;
                /** @description MiB */
                left: number;
                /** @description When nothing is free any more at the pace of the last week; null: never, or too little is known */
                full_in_days: number | null;
                /** @enum {string} */
                level: "ok" | "low" | "critical";
            };
            floating_ips_left: number;
            projects: number;
            vms: number;
        };
        LogLine: {
            time: string | null;
            /** @description Empty: the last words of a process, which are no line of the logger */
            level: string;
            message: string;
            /** @description What the line is about */
            fields: {
                [key: string]: unknown;
            };
        };
        Status: {
            version: string;
            driver: string;
            home: string;
            accelerator: string | null;
            evidence: string;
            floating_pool: string | null;
            database: string;
            settings: {
                key: string;
                value: string | null;
                source: string;
            }[];
            preparation: {
                seq: number;
                state: components["schemas"]["PreparationState"];
                message: string;
                fraction: number;
                error: components["schemas"]["Problem"] | null;
            };
            counts: {
                instances: number;
                running: number;
                orders_executing: number;
            };
            /**
             * Format: date-time
             * @description Since when this control plane runs
             */
            started: string;
            /** @description What there is to give, and what is left; null: it is not known yet */
            host: {
                vcpus: number;
                memory_mib: number;
                memory_left_mib: number;
                disk_mib: number;
                disk_left_mib: number;
                /** @description What images that are ready take of the disk */
                images_mib: number;
                /** @description What all volumes may come to take of it */
                volumes_mib: number;
                /** @description What the logs of the control plane and of its own database take */
                logs_mib: number;
                floating_ips_left: number;
            } | null;
        };
        PlanOfOffering: {
            uuid: string;
            url: string;
            name: string;
            description: string;
            /** @enum {string} */
            unit: "month" | "day" | "hour";
            /** @description Decimal, for one VM or volume and unit */
            unit_price: string;
            article_code: string;
            max_amount: null;
            archived: boolean;
            is_active: boolean;
            init_price: number;
            switch_price: number;
            backend_id: string;
            organization_groups: unknown[];
            components: {
                type: string;
                name: string;
                measured_unit: string;
                amount: number;
                price: string;
                future_price: null;
                discount_threshold: null;
                discount_rate: null;
            }[];
            prices: {
                [key: string]: unknown;
            };
            future_prices: {
                [key: string]: unknown;
            };
            quotas: {
                [key: string]: unknown;
            };
            /** @description VMs or volumes of the plan that you see */
            resources_count: number;
            plan_type: string;
            minimal_price: number;
            offering: string;
        };
        InstanceAvailabilityZone: {
            url: string;
            uuid: string;
            name: string;
            settings: null;
            available: boolean;
        };
        VolumeAvailabilityZone: {
            url: string;
            uuid: string;
            name: string;
            settings: null;
            available: boolean;
        };
        LoginLink: {
            /** Format: uri */
            url: string;
        };
        Count: {
            count: number;
        };
        DeletedResourceList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["DeletedResource"][];
        };
        BackupCopyList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["BackupCopy"][];
        };
        BackupsCopyRequest: {
            /** @description Left out: the only one that the cloud has */
            target?: string;
            /** @description Left out: that of the backup */
            name?: string;
        };
        BackupCopiesRestoreRequest: {
            /**
             * @description Left out: that which the VM had
             * @example 550e8400e29b41d4a716446655440000
             */
            flavor?: string;
            /**
             * @description Left out: the name that the VM had
             * @example my-vm
             */
            name?: string;
            /** @description Left out or empty: the subnets that the VM had, with new addresses */
            ports?: components["schemas"]["InstancePortRequest"][];
            /** @description Left out: those that the VM had and that are there still */
            security_groups?: (string | components["schemas"]["UrlReference"])[];
            /** @description Left out: none */
            floating_ips?: components["schemas"]["InstanceFloatingIpRequest"][];
        };
        DoctorFixRequest: {
            /** @description Touch nothing but these orphans, by their `detail`; left out: all of them */
            details?: string[];
        } | null;
        OrderItemList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["OrderItem"][];
        };
        /** @description Orders what the offering is of: a VM or a volume. */
        OrdersCreateRequest: {
            /**
             * @description UUID, with or without dashes; the URL of the object is accepted too
             * @example 550e8400e29b41d4a716446655440000
             */
            project: string;
            /**
             * @description UUID, with or without dashes; the URL of the object is accepted too
             * @example 550e8400e29b41d4a716446655440000
             */
            offering: string;
            /**
             * @description Optional in the Waldur dialect: then the first active plan of the offering
             * @example 550e8400e29b41d4a716446655440000
             */
            plan: string;
            quote?: string | null;
            limits?: {
                [key: string]: number;
            } | null;
            request_comment?: string | null;
            slug?: string | null;
            start_date?: string | null;
            type?: "Create" | null;
            callback_url?: "" | null;
            accepting_terms_of_service?: boolean | null;
            end_date?: (string | null) | null;
            attributes: components["schemas"]["VmAttributes"] | components["schemas"]["VolumeAttributes"];
        };
        OrdersPartialUpdateRequest: {
            /** @description For whoever approves the order */
            request_comment?: string;
            /** Format: date */
            start_date?: string;
        };
        OrdersUpdateRequest: {
            /** @description For whoever approves the order */
            request_comment?: string;
            /** Format: date */
            start_date?: string;
        };
        OrdersApproveByConsumerRequest: {
            /** @description What the event of it says beside it */
            comment?: string;
        } | null;
        OrdersRejectByConsumerRequest: {
            /** @description Why */
            error_message?: string;
        } | null;
        /** @description Orders what the offering is of: a VM or a volume. */
        OrdersPreflightRequest: {
            /**
             * @description UUID, with or without dashes; the URL of the object is accepted too
             * @example 550e8400e29b41d4a716446655440000
             */
            project: string;
            /**
             * @description UUID, with or without dashes; the URL of the object is accepted too
             * @example 550e8400e29b41d4a716446655440000
             */
            offering: string;
            /**
             * @description Optional in the Waldur dialect: then the first active plan of the offering
             * @example 550e8400e29b41d4a716446655440000
             */
            plan: string;
            quote?: string | null;
            limits?: {
                [key: string]: number;
            } | null;
            request_comment?: string | null;
            slug?: string | null;
            start_date?: string | null;
            type?: "Create" | null;
            callback_url?: "" | null;
            accepting_terms_of_service?: boolean | null;
            end_date?: (string | null) | null;
            attributes: components["schemas"]["VmAttributes"] | components["schemas"]["VolumeAttributes"];
        };
        ResourceList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: (components["schemas"]["Resource"] | components["schemas"]["VolumeResource"])[];
        };
        ResourcesPartialUpdateRequest: {
            /**
             * @description The host name too: DHCP tells it at once, the guest takes it when it boots
             * @example my-vm
             */
            name?: string;
            description?: string;
            /**
             * @description Labels: keys with values
             * @example {
             *       "role": "web"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /** @description From the beginning of this day in UTC, or from this time on, `end_action` is done; null: it stays. The end that it has, or the day of that, changes nothing */
            end_date?: string | null;
            /**
             * @description What happens at its end: `delete`, with all that is on it, or `stop`, and it is not started before it has a later end or none
             * @enum {string}
             */
            end_action?: "delete" | "stop";
            auto_restart?: boolean;
            termination_protection?: boolean;
        };
        ResourcesUpdateRequest: {
            /**
             * @description The host name too: DHCP tells it at once, the guest takes it when it boots
             * @example my-vm
             */
            name?: string;
            description?: string;
            /**
             * @description Labels: keys with values
             * @example {
             *       "role": "web"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /** @description From the beginning of this day in UTC, or from this time on, `end_action` is done; null: it stays. The end that it has, or the day of that, changes nothing */
            end_date?: string | null;
            /**
             * @description What happens at its end: `delete`, with all that is on it, or `stop`, and it is not started before it has a later end or none
             * @enum {string}
             */
            end_action?: "delete" | "stop";
            auto_restart?: boolean;
            termination_protection?: boolean;
        };
        ResourcesSetEndDateRequest: {
            /** @description From the beginning of this day in UTC, or from this time on, `end_action` is done; null: it stays. The end that it has, or the day of that, changes nothing */
            end_date?: string | null;
            /**
             * @description What happens at its end: `delete`, with all that is on it, or `stop`, and it is not started before it has a later end or none
             * @enum {string}
             */
            end_action?: "delete" | "stop";
        };
        ResourcesActionsChangeFlavorRequest: {
            /**
             * @description UUID, with or without dashes; the URL of the object is accepted too
             * @example 550e8400e29b41d4a716446655440000
             */
            flavor: string;
        };
        ResourcesActionsRebuildRequest: {
            /**
             * @description UUID, with or without dashes; the URL of the object is accepted too
             * @example 550e8400e29b41d4a716446655440000
             */
            image: string;
            /** @description OpenSSH public key as text, or a reference to a stored one; left out, the keys stay */
            ssh_public_key?: string;
            /** @description Left out, the user data stays; empty takes it away */
            user_data?: string;
        };
        ResourcesActionsRescueRequest: {
            /**
             * @description UUID, with or without dashes; the URL of the object is accepted too
             * @example 550e8400e29b41d4a716446655440000
             */
            image?: string;
            /**
             * @description The same in Waldur’s words
             * @example 550e8400e29b41d4a716446655440000
             */
            rescue_image?: string;
        } | null;
        ResourcesConsoleLogRequest: {
            /** @description Bytes; left out: 64 KiB */
            length?: number;
        } | null;
        ResourcesTerminateRequest: {
            /** @description true: it cannot be brought back; left out: it can be for a while, as the cloud is set */
            delete_for_good?: boolean;
            /** @description false: data volumes are kept and detached */
            delete_volumes?: boolean;
            /** @description Left out: those that came with the VM */
            release_floating_ips?: boolean;
            /**
             * @description force_destroy: also when it runs
             * @enum {string}
             */
            action?: "destroy" | "force_destroy";
            attributes?: components["schemas"]["TerminateAttributes"];
        } | null;
        ResourceVersionList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["ResourceVersion"][];
        };
        ResourcesSuggestNameRequest: {
            /**
             * @description UUID, with or without dashes; the URL of the object is accepted too
             * @example 550e8400e29b41d4a716446655440000
             */
            project: string;
            /**
             * @description UUID, with or without dashes; the URL of the object is accepted too
             * @example 550e8400e29b41d4a716446655440000
             */
            offering: string;
        };
        ResourcesSwitchPlanRequest: {
            /**
             * @description UUID, with or without dashes; the URL of the object is accepted too
             * @example 550e8400e29b41d4a716446655440000
             */
            plan: string;
        };
        ResourcesUpdateLimitsRequest: {
            limits: {
                [key: string]: number;
            };
        };
        InstanceList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["Instance"][];
        };
        InstancesPartialUpdateRequest: {
            /**
             * @description The host name too: DHCP tells it at once, the guest takes it when it boots
             * @example my-vm
             */
            name?: string;
            description?: string;
            /**
             * @description Labels: keys with values
             * @example {
             *       "role": "web"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /** @description From the beginning of this day in UTC, or from this time on, `end_action` is done; null: it stays. The end that it has, or the day of that, changes nothing */
            end_date?: string | null;
            /**
             * @description What happens at its end: `delete`, with all that is on it, or `stop`, and it is not started before it has a later end or none
             * @enum {string}
             */
            end_action?: "delete" | "stop";
            auto_restart?: boolean;
            termination_protection?: boolean;
        };
        InstancesUpdateRequest: {
            /**
             * @description The host name too: DHCP tells it at once, the guest takes it when it boots
             * @example my-vm
             */
            name?: string;
            description?: string;
            /**
             * @description Labels: keys with values
             * @example {
             *       "role": "web"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /** @description From the beginning of this day in UTC, or from this time on, `end_action` is done; null: it stays. The end that it has, or the day of that, changes nothing */
            end_date?: string | null;
            /**
             * @description What happens at its end: `delete`, with all that is on it, or `stop`, and it is not started before it has a later end or none
             * @enum {string}
             */
            end_action?: "delete" | "stop";
            auto_restart?: boolean;
            termination_protection?: boolean;
        };
        InstancesChangeFlavorRequest: {
            /**
             * @description UUID, with or without dashes; the URL of the object is accepted too
             * @example 550e8400e29b41d4a716446655440000
             */
            flavor: string;
        };
        InstancesRebuildRequest: {
            /**
             * @description UUID, with or without dashes; the URL of the object is accepted too
             * @example 550e8400e29b41d4a716446655440000
             */
            image: string;
            /** @description OpenSSH public key as text, or a reference to a stored one; left out, the keys stay */
            ssh_public_key?: string;
            /** @description Left out, the user data stays; empty takes it away */
            user_data?: string;
        };
        InstancesRescueRequest: {
            /**
             * @description UUID, with or without dashes; the URL of the object is accepted too
             * @example 550e8400e29b41d4a716446655440000
             */
            image?: string;
            /**
             * @description The same in Waldur’s words
             * @example 550e8400e29b41d4a716446655440000
             */
            rescue_image?: string;
        } | null;
        InstancesConsoleLogRequest: {
            /** @description Bytes; left out: 64 KiB */
            length?: number;
        } | null;
        InstancePortList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["InstancePort"][];
        };
        InstanceFloatingIpList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["InstanceFloatingIp"][];
        };
        InstancesSetEndDateRequest: {
            /** @description From the beginning of this day in UTC, or from this time on, `end_action` is done; null: it stays. The end that it has, or the day of that, changes nothing */
            end_date?: string | null;
            /**
             * @description What happens at its end: `delete`, with all that is on it, or `stop`, and it is not started before it has a later end or none
             * @enum {string}
             */
            end_action?: "delete" | "stop";
        };
        InstancesSetMetadataRequest: {
            /**
             * @description Labels: keys with values
             * @example {
             *       "role": "web"
             *     }
             */
            metadata: {
                [key: string]: string;
            };
        };
        InstancesDiagnoseConnectivityRequest: {
            /**
             * @description external: the way out; fip:ADDRESS: from outside by a floating IP; internal:ADDRESS: by an address of its own
             * @default external
             */
            target: string;
        } | null;
        PowerScheduleList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["PowerSchedule"][];
        };
        PowerSchedulesPartialUpdateRequest: {
            name?: string;
            description?: string;
            /** @description Five fields of cron (minute, hour, day of the month, month, weekday), or words such as `daily at 03:00` */
            schedule?: string;
            /** @description By whose clock: a name such as Europe/Oslo; left out: that of the server */
            timezone?: string;
            action?: components["schemas"]["PowerScheduleActionInput"];
        };
        PowerSchedulesUpdateRequest: {
            name?: string;
            description?: string;
            /** @description Five fields of cron (minute, hour, day of the month, month, weekday), or words such as `daily at 03:00` */
            schedule?: string;
            /** @description By whose clock: a name such as Europe/Oslo; left out: that of the server */
            timezone?: string;
            action?: components["schemas"]["PowerScheduleActionInput"];
        };
        InstancesCreatePowerScheduleRequest: {
            name: string;
            description?: string;
            /** @description Five fields of cron (minute, hour, day of the month, month, weekday), or words such as `daily at 03:00` */
            schedule: string;
            /** @description By whose clock: a name such as Europe/Oslo; left out: that of the server */
            timezone?: string;
            action: components["schemas"]["PowerScheduleActionInput"];
        };
        BackupScheduleList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["BackupSchedule"][];
        };
        BackupSchedulesPartialUpdateRequest: {
            name?: string;
            description?: string;
            /** @description Five fields of cron (minute, hour, day of the month, month, weekday), or words such as `daily at 03:00` */
            schedule?: string;
            /** @description By whose clock: a name such as Europe/Oslo; left out: that of the server */
            timezone?: string;
            /** @description Days for which what it makes is kept; 0: no such limit */
            retention_time?: number;
            /** @description So many of what it makes are kept; 0: no such limit */
            maximal_number_of_resources?: number;
            /** @description The target of the cloud that each of its backups is copied to; null: nowhere */
            target?: string | null;
            /** @description Days for which its copies are kept there; 0: no such limit */
            target_retention_time?: number;
            /** @description So many of its copies are kept there; 0: no such limit */
            target_maximal_number_of_resources?: number;
        };
        BackupSchedulesUpdateRequest: {
            name?: string;
            description?: string;
            /** @description Five fields of cron (minute, hour, day of the month, month, weekday), or words such as `daily at 03:00` */
            schedule?: string;
            /** @description By whose clock: a name such as Europe/Oslo; left out: that of the server */
            timezone?: string;
            /** @description Days for which what it makes is kept; 0: no such limit */
            retention_time?: number;
            /** @description So many of what it makes are kept; 0: no such limit */
            maximal_number_of_resources?: number;
            /** @description The target of the cloud that each of its backups is copied to; null: nowhere */
            target?: string | null;
            /** @description Days for which its copies are kept there; 0: no such limit */
            target_retention_time?: number;
            /** @description So many of its copies are kept there; 0: no such limit */
            target_maximal_number_of_resources?: number;
        };
        InstancesCreateBackupScheduleRequest: {
            name: string;
            description?: string;
            /** @description Five fields of cron (minute, hour, day of the month, month, weekday), or words such as `daily at 03:00` */
            schedule: string;
            /** @description By whose clock: a name such as Europe/Oslo; left out: that of the server */
            timezone?: string;
            /** @description Days for which what it makes is kept; 0: no such limit */
            retention_time: number;
            /** @description So many of what it makes are kept; 0: no such limit */
            maximal_number_of_resources: number;
            /** @description The target of the cloud that each of its backups is copied to; null: nowhere */
            target?: string | null;
            /** @description Days for which its copies are kept there; 0: no such limit */
            target_retention_time?: number;
            /** @description So many of its copies are kept there; 0: no such limit */
            target_maximal_number_of_resources?: number;
        };
        InstancesSetErredRequest: {
            error_message?: string;
        } | null;
        VmBackupList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["VmBackup"][];
        };
        BackupsPartialUpdateRequest: {
            name?: string;
            description?: string;
            /** @description It is deleted after that, of a day after its beginning in UTC; null: it is kept */
            kept_until?: (string) | null;
        };
        BackupsUpdateRequest: {
            name?: string;
            description?: string;
            /** @description It is deleted after that, of a day after its beginning in UTC; null: it is kept */
            kept_until?: (string) | null;
        };
        InstancesBackupRequest: {
            name: string;
            description?: string;
            /** @description It is deleted after that, of a day after its beginning in UTC; null: it is kept */
            kept_until?: (string) | null;
        };
        BackupsRestoreRequest: {
            /**
             * @description Left out: that which the VM had
             * @example 550e8400e29b41d4a716446655440000
             */
            flavor?: string;
            /**
             * @description Left out: the name that the VM had
             * @example my-vm
             */
            name?: string;
            /** @description Left out or empty: the subnets that the VM had, with new addresses */
            ports?: components["schemas"]["InstancePortRequest"][];
            /** @description Left out: those that the VM had and that are there still */
            security_groups?: (string | components["schemas"]["UrlReference"])[];
            /** @description Left out: none */
            floating_ips?: components["schemas"]["InstanceFloatingIpRequest"][];
        };
        InstancesCloneRequest: {
            /**
             * @description Left out: that which the VM had
             * @example 550e8400e29b41d4a716446655440000
             */
            flavor?: string;
            /**
             * @description Host name of the VM, 1-63 characters
             * @example my-vm
             */
            name: string;
            /** @description Left out or empty: the subnets that the VM had, with new addresses */
            ports?: components["schemas"]["InstancePortRequest"][];
            /** @description Left out: those that the VM had and that are there still */
            security_groups?: (string | components["schemas"]["UrlReference"])[];
            /** @description Left out: none */
            floating_ips?: components["schemas"]["InstanceFloatingIpRequest"][];
        };
        ServerGroupList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["ServerGroup"][];
        };
        ServerGroupsCreateRequest: {
            name: string;
            description?: string;
            policy?: components["schemas"]["ServerGroupPolicyInput"];
            /**
             * @description Project; required unless `tenant` is given
             * @example 550e8400e29b41d4a716446655440000
             */
            project?: string;
            /**
             * @description The same in Waldur’s words
             * @example 550e8400e29b41d4a716446655440000
             */
            tenant?: string;
        };
        ServerGroupsPartialUpdateRequest: {
            name?: string;
            description?: string;
            policy?: components["schemas"]["ServerGroupPolicyInput"];
        };
        ServerGroupsUpdateRequest: {
            name?: string;
            description?: string;
            policy?: components["schemas"]["ServerGroupPolicyInput"];
        };
        TenantsCreateServerGroupRequest: {
            name: string;
            description?: string;
            policy?: components["schemas"]["ServerGroupPolicyInput"];
        };
        OfferingList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["Offering"][];
        };
        PublicOfferingList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["PublicOffering"][];
        };
        PlanList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["Plan"][];
        };
        CategoryList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["Category"][];
        };
        PlanOfOfferingList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["PlanOfOffering"][];
        };
        FlavorList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["Flavor"][];
        };
        FlavorsCreateRequest: {
            name: string;
            cores: number;
            /** @description MiB */
            ram: number;
            /** @description MiB */
            disk: number;
        };
        ImageList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["Image"][];
        };
        ImagesCreateRequest: {
            /** @description Key of a well-known image, from which the rest is taken */
            catalogue?: string;
            /**
             * Format: uri
             * @description Where to download from; left out: upload with PUT …/file/
             */
            url?: string;
            /** @description SHA-256 of the file, or the URL of the publisher's list of checksums that names it, such as SHA256SUMS */
            sha256?: string;
            /** @description Required, but for a well-known image */
            name?: string;
            description?: string;
            /** @description Required, but for a well-known image */
            ssh_user?: string;
            /**
             * @default ssh
             * @enum {string}
             */
            readiness: "cloud-init" | "ssh" | "none";
            /** @description MiB; 1024 when left out */
            min_disk?: number;
            /** @description MiB; 512 when left out */
            min_ram?: number;
            /** @default false */
            is_rescue_image: boolean;
            /** @description Only this project sees it; left out: public, which staff may */
            project?: string | null;
        };
        ImagesPartialUpdateRequest: {
            name?: string;
            description?: string;
            ssh_user?: string;
            /** @enum {string} */
            readiness?: "cloud-init" | "ssh" | "none";
            /** @description MiB */
            min_disk?: number;
            /** @description MiB */
            min_ram?: number;
            is_rescue_image?: boolean;
            /** @description Who sees it: null is everybody; staff may change it */
            project?: string | null;
        };
        ImagesUpdateRequest: {
            name?: string;
            description?: string;
            ssh_user?: string;
            /** @enum {string} */
            readiness?: "cloud-init" | "ssh" | "none";
            /** @description MiB */
            min_disk?: number;
            /** @description MiB */
            min_ram?: number;
            is_rescue_image?: boolean;
            /** @description Who sees it: null is everybody; staff may change it */
            project?: string | null;
        };
        InstancesCreateImageRequest: {
            name: string;
            /** @default  */
            description: string;
        };
        NetworkList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["Network"][];
        };
        NetworksCreateRequest: {
            name: string;
            description?: string;
            /**
             * @description Project; required unless `tenant` is given
             * @example 550e8400e29b41d4a716446655440000
             */
            project?: string;
            /**
             * @description The same in Waldur’s words
             * @example 550e8400e29b41d4a716446655440000
             */
            tenant?: string;
        };
        NetworksPartialUpdateRequest: {
            name?: string;
            description?: string;
        };
        NetworksUpdateRequest: {
            name?: string;
            description?: string;
        };
        TenantsCreateNetworkRequest: {
            name: string;
            description?: string;
        };
        NetworksCreateSubnetRequest: {
            name: string;
            description?: string;
            /** @enum {boolean} */
            enable_dhcp?: true;
            /** @enum {boolean} */
            skip_router_connection?: false;
            /** @description Where addresses come from; left out: all of the subnet */
            allocation_pools?: {
                start: string;
                end: string;
            }[];
            dns_nameservers?: string[];
            /** @description What is behind VMs of an IPv4 subnet; the VM of a next hop needs the destination as an allowed address pair */
            host_routes?: {
                destination: string;
                nexthop: string;
            }[];
            /**
             * @default 192.168.42.0/24
             * @example 192.168.10.0/24
             */
            cidr: string;
            /** @description Left out: the first address of the subnet */
            gateway_ip?: string | null;
            /** @description true: guests get no default route by this subnet */
            disable_gateway?: boolean;
        };
        SubnetList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["Subnet"][];
        };
        SubnetsPartialUpdateRequest: {
            name?: string;
            description?: string;
            /** @enum {boolean} */
            enable_dhcp?: true;
            /** @enum {boolean} */
            skip_router_connection?: false;
            /** @description Where addresses come from; left out: all of the subnet */
            allocation_pools?: {
                start: string;
                end: string;
            }[];
            dns_nameservers?: string[];
            /** @description What is behind VMs of an IPv4 subnet; the VM of a next hop needs the destination as an allowed address pair */
            host_routes?: {
                destination: string;
                nexthop: string;
            }[];
            gateway_ip?: string | null;
            disable_gateway?: boolean;
        };
        SubnetsUpdateRequest: {
            name?: string;
            description?: string;
            /** @enum {boolean} */
            enable_dhcp?: true;
            /** @enum {boolean} */
            skip_router_connection?: false;
            /** @description Where addresses come from; left out: all of the subnet */
            allocation_pools?: {
                start: string;
                end: string;
            }[];
            dns_nameservers?: string[];
            /** @description What is behind VMs of an IPv4 subnet; the VM of a next hop needs the destination as an allowed address pair */
            host_routes?: {
                destination: string;
                nexthop: string;
            }[];
            gateway_ip?: string | null;
            disable_gateway?: boolean;
        };
        PortList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["Port"][];
        };
        PortsCreateRequest: {
            /** @description Addresses or prefixes that the VM may use beside its own; `mac_address` is that of the port */
            allowed_address_pairs?: components["schemas"]["AddressPairRequest"][];
            /**
             * @description Project; required unless `tenant` is given
             * @example 550e8400e29b41d4a716446655440000
             */
            project?: string;
            /**
             * @description The same in Waldur’s words
             * @example 550e8400e29b41d4a716446655440000
             */
            tenant?: string;
            name?: string;
            description?: string;
            /** @description Left out: that of the subnet */
            network?: string | null;
            /**
             * @description Subnet to connect the VM to
             * @example 550e8400e29b41d4a716446655440000
             */
            subnet?: string;
            /** @enum {boolean} */
            port_security_enabled?: true;
            /** @description Particular addresses; left out: the next free ones */
            fixed_ips?: components["schemas"]["FixedIpRequest"][];
            /** @description Left out: the group "default" */
            security_groups?: (string | components["schemas"]["UrlReference"] | components["schemas"]["NameReference"])[];
        };
        PortsPartialUpdateRequest: {
            name?: string;
            description?: string;
            /** @description Addresses or prefixes that the VM may use beside its own; `mac_address` is that of the port */
            allowed_address_pairs?: components["schemas"]["AddressPairRequest"][];
            security_groups?: (string | components["schemas"]["UrlReference"] | components["schemas"]["NameReference"])[];
        };
        PortsUpdateRequest: {
            name?: string;
            description?: string;
            /** @description Addresses or prefixes that the VM may use beside its own; `mac_address` is that of the port */
            allowed_address_pairs?: components["schemas"]["AddressPairRequest"][];
            security_groups?: (string | components["schemas"]["UrlReference"] | components["schemas"]["NameReference"])[];
        };
        PortsSetAllowedAddressPairsRequest: {
            /** @description Addresses or prefixes that the VM may use beside its own; `mac_address` is that of the port */
            allowed_address_pairs: components["schemas"]["AddressPairRequest"][];
        };
        PortsUpdateSecurityGroupsRequest: {
            security_groups: (string | components["schemas"]["UrlReference"] | components["schemas"]["NameReference"])[];
        } | (string | components["schemas"]["UrlReference"] | components["schemas"]["NameReference"])[];
        FloatingIpList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["FloatingIp"][];
        };
        FloatingIpsCreateRequest: {
            /**
             * @description Project; required unless `tenant` is given
             * @example 550e8400e29b41d4a716446655440000
             */
            project?: string;
            /**
             * @description The same in Waldur’s words
             * @example 550e8400e29b41d4a716446655440000
             */
            tenant?: string;
        };
        FloatingIpsAttachToPortRequest: {
            /**
             * @description UUID, with or without dashes; the URL of the object is accepted too
             * @example 550e8400e29b41d4a716446655440000
             */
            port: string;
        };
        FloatingIpsUpdateDescriptionRequest: {
            description?: string;
        };
        VolumeList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["Volume"][];
        };
        VolumesCreateRequest: {
            /**
             * @description UUID, with or without dashes; the URL of the object is accepted too
             * @example 550e8400e29b41d4a716446655440000
             */
            project: string;
            name: string;
            description?: string;
            /** @description MiB */
            size: number;
            /**
             * @description Volume type; left out: the default one
             * @example 550e8400e29b41d4a716446655440000
             */
            type?: string;
            /**
             * @description Begins as this image; left out: reads zeros
             * @example 550e8400e29b41d4a716446655440000
             */
            image?: string;
        };
        VolumesPartialUpdateRequest: {
            name?: string;
            description?: string;
        };
        VolumesUpdateRequest: {
            name?: string;
            description?: string;
        };
        VolumesAttachRequest: {
            /**
             * @description UUID, with or without dashes; the URL of the object is accepted too
             * @example 550e8400e29b41d4a716446655440000
             */
            instance: string;
        };
        VolumesExtendRequest: {
            /** @description MiB */
            disk_size?: number;
            /** @description The same, as Terraform calls it */
            size?: number;
        };
        VolumesRetypeRequest: {
            /**
             * @description UUID, with or without dashes; the URL of the object is accepted too
             * @example 550e8400e29b41d4a716446655440000
             */
            type: string;
        };
        SnapshotList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["Snapshot"][];
        };
        SnapshotsPartialUpdateRequest: {
            name?: string;
            description?: string;
            /** @description It is deleted after that, of a day after its beginning in UTC; null: it is kept */
            kept_until?: (string) | null;
            /** @description Whatever you like to keep beside it */
            metadata?: {
                [key: string]: unknown;
            };
        };
        SnapshotsUpdateRequest: {
            name?: string;
            description?: string;
            /** @description It is deleted after that, of a day after its beginning in UTC; null: it is kept */
            kept_until?: (string) | null;
            /** @description Whatever you like to keep beside it */
            metadata?: {
                [key: string]: unknown;
            };
        };
        VolumesSnapshotRequest: {
            name: string;
            description?: string;
            /** @description It is deleted after that, of a day after its beginning in UTC; null: it is kept */
            kept_until?: (string) | null;
            /** @description Whatever you like to keep beside it */
            metadata?: {
                [key: string]: unknown;
            };
        };
        SnapshotsRestoreRequest: {
            name: string;
            description?: string;
        };
        SnapshotScheduleList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["SnapshotSchedule"][];
        };
        SnapshotSchedulesPartialUpdateRequest: {
            name?: string;
            description?: string;
            /** @description Five fields of cron (minute, hour, day of the month, month, weekday), or words such as `daily at 03:00` */
            schedule?: string;
            /** @description By whose clock: a name such as Europe/Oslo; left out: that of the server */
            timezone?: string;
            /** @description Days for which what it makes is kept; 0: no such limit */
            retention_time?: number;
            /** @description So many of what it makes are kept; 0: no such limit */
            maximal_number_of_resources?: number;
        };
        SnapshotSchedulesUpdateRequest: {
            name?: string;
            description?: string;
            /** @description Five fields of cron (minute, hour, day of the month, month, weekday), or words such as `daily at 03:00` */
            schedule?: string;
            /** @description By whose clock: a name such as Europe/Oslo; left out: that of the server */
            timezone?: string;
            /** @description Days for which what it makes is kept; 0: no such limit */
            retention_time?: number;
            /** @description So many of what it makes are kept; 0: no such limit */
            maximal_number_of_resources?: number;
        };
        VolumesCreateSnapshotScheduleRequest: {
            name: string;
            description?: string;
            /** @description Five fields of cron (minute, hour, day of the month, month, weekday), or words such as `daily at 03:00` */
            schedule: string;
            /** @description By whose clock: a name such as Europe/Oslo; left out: that of the server */
            timezone?: string;
            /** @description Days for which what it makes is kept; 0: no such limit */
            retention_time: number;
            /** @description So many of what it makes are kept; 0: no such limit */
            maximal_number_of_resources: number;
        };
        VolumesSetErredRequest: {
            error_message?: string;
        } | null;
        VolumeTypeList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["VolumeType"][];
        };
        InstanceAvailabilityZoneList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["InstanceAvailabilityZone"][];
        };
        VolumeAvailabilityZoneList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["VolumeAvailabilityZone"][];
        };
        SecurityGroupList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["SecurityGroup"][];
        };
        SecurityGroupsCreateRequest: {
            name: string;
            description?: string;
            rules?: components["schemas"]["SecurityGroupRuleRequest"][];
            /**
             * @description Project; required unless `tenant` is given
             * @example 550e8400e29b41d4a716446655440000
             */
            project?: string;
            /**
             * @description The same in Waldur’s words
             * @example 550e8400e29b41d4a716446655440000
             */
            tenant?: string;
        };
        SecurityGroupsPartialUpdateRequest: {
            name?: string;
            description?: string;
        };
        SecurityGroupsUpdateRequest: {
            name?: string;
            description?: string;
        };
        TenantsCreateSecurityGroupRequest: {
            name: string;
            description?: string;
            rules?: components["schemas"]["SecurityGroupRuleRequest"][];
        };
        SecurityGroupsSetRulesRequest: components["schemas"]["SecurityGroupRuleRequest"][];
        InstancesUpdatePortsRequest: {
            ports: components["schemas"]["InstancePortRequest"][];
        } | components["schemas"]["InstancePortRequest"][];
        InstancesUpdateSecurityGroupsRequest: {
            security_groups: (string | components["schemas"]["UrlReference"])[];
        } | (string | components["schemas"]["UrlReference"])[];
        InstancesUpdateFloatingIpsRequest: {
            floating_ips: components["schemas"]["InstanceFloatingIpRequest"][];
        } | components["schemas"]["InstanceFloatingIpRequest"][];
        InstancesUpdateAllowedAddressPairsRequest: {
            /**
             * @description UUID, with or without dashes; the URL of the object is accepted too
             * @example 550e8400e29b41d4a716446655440000
             */
            subnet: string;
            /** @description Addresses or prefixes that the VM may use beside its own; `mac_address` is that of the port */
            allowed_address_pairs: components["schemas"]["AddressPairRequest"][];
        };
        TenantList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["Tenant"][];
        };
        TenantsPartialUpdateRequest: {
            name?: string;
            description?: string;
        };
        TenantsUpdateRequest: {
            name?: string;
            description?: string;
        };
        CustomerList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["Customer"][];
        };
        CustomersCreateRequest: {
            name: string;
            description?: string;
            email?: string | "";
        };
        CustomersPartialUpdateRequest: {
            name?: string;
            description?: string;
            email?: string | "";
        };
        CustomersUpdateRequest: {
            name?: string;
            description?: string;
            email?: string | "";
        };
        ProjectList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["Project"][];
        };
        ProjectsCreateRequest: {
            name: string;
            description?: string;
            /** @description UUID or hyperlink; its owners and staff may */
            customer: string;
            /** @description Where it lives with all that is in it, for good; without it on the default cloud */
            cloud?: string;
            /** @description Limits, set by staff; ram, storage (of volumes), images_size and snapshots_size in MiB */
            quotas?: {
                instances?: number;
                vcpu?: number;
                ram?: number;
                storage?: number;
                images_size?: number;
                floating_ips?: number;
                snapshots?: number;
                snapshots_size?: number;
            };
            start_date?: null;
            /** @description From the beginning of this day in UTC, or from this time on, nothing more is ordered in it, and `end_action` is done; null: it stays */
            end_date?: string | null;
            /**
             * @description What happens then to what is in it: `delete`, or `stop`: its VMs are stopped, and are not started before it has a later end or none
             * @enum {string}
             */
            end_action?: "delete" | "stop";
            /** @description So many days after its end date that is done to what is in it; null: on that day */
            grace_period_days?: number | null;
        };
        ProjectsUpdateRequest: {
            name: string;
            /** @default  */
            description: string;
            cloud?: string;
            /** @description Limits, set by staff; ram, storage (of volumes), images_size and snapshots_size in MiB */
            quotas?: {
                instances?: number;
                vcpu?: number;
                ram?: number;
                storage?: number;
                images_size?: number;
                floating_ips?: number;
                snapshots?: number;
                snapshots_size?: number;
            };
            start_date?: null;
            /** @description From the beginning of this day in UTC, or from this time on, nothing more is ordered in it, and `end_action` is done; null: it stays */
            end_date?: string | null;
            /**
             * @description What happens then to what is in it: `delete`, or `stop`: its VMs are stopped, and are not started before it has a later end or none
             * @enum {string}
             */
            end_action?: "delete" | "stop";
            /** @description So many days after its end date that is done to what is in it; null: on that day */
            grace_period_days?: number | null;
        };
        ProjectsPartialUpdateRequest: {
            name?: string;
            description?: string;
            cloud?: string;
            /** @description Limits, set by staff; ram, storage (of volumes), images_size and snapshots_size in MiB */
            quotas?: {
                instances?: number;
                vcpu?: number;
                ram?: number;
                storage?: number;
                images_size?: number;
                floating_ips?: number;
                snapshots?: number;
                snapshots_size?: number;
            };
            start_date?: null;
            /** @description From the beginning of this day in UTC, or from this time on, nothing more is ordered in it, and `end_action` is done; null: it stays */
            end_date?: string | null;
            /**
             * @description What happens then to what is in it: `delete`, or `stop`: its VMs are stopped, and are not started before it has a later end or none
             * @enum {string}
             */
            end_action?: "delete" | "stop";
            /** @description So many days after its end date that is done to what is in it; null: on that day */
            grace_period_days?: number | null;
        };
        MemberList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["Member"][];
        };
        ProjectsAddUserRequest: {
            /** @description A user, as UUID or hyperlink */
            user: string;
            /** @description Name or UUID of a role: PROJECT.MANAGER, PROJECT.ADMIN, PROJECT.MEMBER, PROJECT.READER */
            role: string;
            /** @description When the role ends by itself */
            expiration_time?: string | null;
        };
        ProjectsUpdateUserRequest: {
            /** @description A user, as UUID or hyperlink */
            user: string;
            /** @description Name or UUID of a role: PROJECT.MANAGER, PROJECT.ADMIN, PROJECT.MEMBER, PROJECT.READER */
            role: string;
            /** @description When the role ends by itself */
            expiration_time?: string | null;
        };
        ProjectsDeleteUserRequest: {
            /** @description A user, as UUID or hyperlink */
            user: string;
            /** @description Name or UUID of a role: PROJECT.MANAGER, PROJECT.ADMIN, PROJECT.MEMBER, PROJECT.READER */
            role: string;
        };
        CustomersAddUserRequest: {
            /** @description A user, as UUID or hyperlink */
            user: string;
            /** @description Name or UUID of a role: CUSTOMER.OWNER */
            role: string;
            /** @description When the role ends by itself */
            expiration_time?: string | null;
        };
        CustomersUpdateUserRequest: {
            /** @description A user, as UUID or hyperlink */
            user: string;
            /** @description Name or UUID of a role: CUSTOMER.OWNER */
            role: string;
            /** @description When the role ends by itself */
            expiration_time?: string | null;
        };
        CustomersDeleteUserRequest: {
            /** @description A user, as UUID or hyperlink */
            user: string;
            /** @description Name or UUID of a role: CUSTOMER.OWNER */
            role: string;
        };
        RoleList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["Role"][];
        };
        UserList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["User"][];
        };
        UsersCreateRequest: {
            /** @description 1 to 128 of: lower-case letters, digits, and _ . @ + - */
            username: string;
            full_name?: string;
            email?: string | "";
            /** @description 10 to 128 characters */
            password?: string;
            is_staff?: boolean;
        };
        UsersPartialUpdateRequest: {
            full_name?: string;
            email?: string | "";
            is_staff?: boolean;
            is_active?: boolean;
        };
        UsersUpdateRequest: {
            full_name?: string;
            email?: string | "";
            is_staff?: boolean;
            is_active?: boolean;
        };
        UsersPasswordRequest: {
            /** @description 10 to 128 characters */
            password: string;
            /** @description 10 to 128 characters */
            old_password?: string;
        };
        SshKeyList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["SshKey"][];
        };
        KeysCreateRequest: {
            name?: string;
            public_key: string;
        };
        TokenList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["Token"][];
        };
        TokensCreateRequest: {
            name: string;
            expires?: string | null;
            /** @description All that the token may do beside reading; left out: all that you may */
            permissions?: ("ORDER.CREATE" | "ORDER.APPROVE" | "ORDER.REJECT" | "ORDER.CANCEL" | "ORDER.DESTROY" | "RESOURCE.UPDATE" | "RESOURCE.TERMINATE" | "INSTANCE.POWER" | "INSTANCE.CONSOLE" | "VOLUME.MANAGE" | "NETWORK.MANAGE" | "IMAGE.MANAGE" | "PROJECT.CREATE" | "PROJECT.UPDATE" | "PROJECT.DELETE" | "PROJECT.MEMBERS" | "CUSTOMER.UPDATE" | "CUSTOMER.MEMBERS" | "ACCOUNT.UPDATE" | "CLOUD.OPERATE")[] | null;
            /** @description The projects that it is for; left out: all of yours */
            projects?: string[] | null;
        };
        TokenScopeList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["TokenScope"][];
        };
        PersonalAccessTokenList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["PersonalAccessToken"][];
        };
        PersonalAccessTokensCreateRequest: {
            name: string;
            /** @description All that the token may do beside reading */
            scopes: ("ORDER.CREATE" | "ORDER.APPROVE" | "ORDER.REJECT" | "ORDER.CANCEL" | "ORDER.DESTROY" | "RESOURCE.UPDATE" | "RESOURCE.TERMINATE" | "INSTANCE.POWER" | "INSTANCE.CONSOLE" | "VOLUME.MANAGE" | "NETWORK.MANAGE" | "IMAGE.MANAGE" | "PROJECT.CREATE" | "PROJECT.UPDATE" | "PROJECT.DELETE" | "PROJECT.MEMBERS" | "CUSTOMER.UPDATE" | "CUSTOMER.MEMBERS" | "ACCOUNT.UPDATE" | "CLOUD.OPERATE")[];
            /** Format: date-time */
            expires_at: string;
            /** @description The projects that it is for; left out: all of yours */
            allowed_scopes?: components["schemas"]["TokenProjectRequest"][];
            /** @description There is no such limit */
            allowed_networks?: string[];
        };
        EventList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["Event"][];
        };
        ApiAuthPasswordRequest: {
            username: string;
            password: string;
        };
        ApiAuthLinkRequest: {
            /** @description What stands behind `#link=` in it */
            link: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type UrlReference = components['schemas']['UrlReference'];
export type AddressPairRequest = components['schemas']['AddressPairRequest'];
export type FixedIpRequest = components['schemas']['FixedIpRequest'];
export type VmNetwork = components['schemas']['VmNetwork'];
export type VmPort = components['schemas']['VmPort'];
export type VmFloatingIp = components['schemas']['VmFloatingIp'];
export type VmDataVolume = components['schemas']['VmDataVolume'];
export type VmAttributes = components['schemas']['VmAttributes'];
export type VolumeAttributes = components['schemas']['VolumeAttributes'];
export type ServerGroupPolicyInput = components['schemas']['ServerGroupPolicyInput'];
export type TokenProjectRequest = components['schemas']['TokenProjectRequest'];
export type TerminateAttributes = components['schemas']['TerminateAttributes'];
export type NameReference = components['schemas']['NameReference'];
export type InstancePortRequest = components['schemas']['InstancePortRequest'];
export type InstanceFloatingIpRequest = components['schemas']['InstanceFloatingIpRequest'];
export type PowerScheduleActionInput = components['schemas']['PowerScheduleActionInput'];
export type SecurityGroupRuleRequest = components['schemas']['SecurityGroupRuleRequest'];
export type Error = components['schemas']['Error'];
export type FieldErrors = components['schemas']['FieldErrors'];
export type Accepted = components['schemas']['Accepted'];
export type Done = components['schemas']['Done'];
export type Version = components['schemas']['Version'];
export type Problem = components['schemas']['Problem'];
export type Customer = components['schemas']['Customer'];
export type OrderState = components['schemas']['OrderState'];
export type StepState = components['schemas']['StepState'];
export type ResourceState = components['schemas']['ResourceState'];
export type ResourceRuntimeState = components['schemas']['ResourceRuntimeState'];
export type InstanceState = components['schemas']['InstanceState'];
export type InstanceRuntimeState = components['schemas']['InstanceRuntimeState'];
export type VolumeState = components['schemas']['VolumeState'];
export type VolumeRuntimeState = components['schemas']['VolumeRuntimeState'];
export type SnapshotState = components['schemas']['SnapshotState'];
export type SnapshotRuntimeState = components['schemas']['SnapshotRuntimeState'];
export type VmBackupState = components['schemas']['VmBackupState'];
export type BackupCopyState = components['schemas']['BackupCopyState'];
export type ServerGroupPolicy = components['schemas']['ServerGroupPolicy'];
export type NetworkState = components['schemas']['NetworkState'];
export type PortStatus = components['schemas']['PortStatus'];
export type FloatingIpRuntimeState = components['schemas']['FloatingIpRuntimeState'];
export type ImageState = components['schemas']['ImageState'];
export type OfferingState = components['schemas']['OfferingState'];
export type PreparationState = components['schemas']['PreparationState'];
export type EventResult = components['schemas']['EventResult'];
export type Event = components['schemas']['Event'];
export type SshKey = components['schemas']['SshKey'];
export type Login = components['schemas']['Login'];
export type Member = components['schemas']['Member'];
export type MembershipEnd = components['schemas']['MembershipEnd'];
export type PersonalAccessToken = components['schemas']['PersonalAccessToken'];
export type NewPersonalAccessToken = components['schemas']['NewPersonalAccessToken'];
export type TokenScope = components['schemas']['TokenScope'];
export type ProjectCosts = components['schemas']['ProjectCosts'];
export type ProjectChangeEvent = components['schemas']['ProjectChangeEvent'];
export type ProjectResetEvent = components['schemas']['ProjectResetEvent'];
export type Project = components['schemas']['Project'];
export type Role = components['schemas']['Role'];
export type Token = components['schemas']['Token'];
export type NewToken = components['schemas']['NewToken'];
export type User = components['schemas']['User'];
export type Permission = components['schemas']['Permission'];
export type Me = components['schemas']['Me'];
export type Plan = components['schemas']['Plan'];
export type PublicOffering = components['schemas']['PublicOffering'];
export type Category = components['schemas']['Category'];
export type DeletedResourceState = components['schemas']['DeletedResourceState'];
export type DeletedVolume = components['schemas']['DeletedVolume'];
export type DeletedResource = components['schemas']['DeletedResource'];
export type UndeletedResource = components['schemas']['UndeletedResource'];
export type Offering = components['schemas']['Offering'];
export type OrderStep = components['schemas']['OrderStep'];
export type OrderItem = components['schemas']['OrderItem'];
export type Order = components['schemas']['Order'];
export type NestedOrder = components['schemas']['NestedOrder'];
export type Resource = components['schemas']['Resource'];
export type VolumeResource = components['schemas']['VolumeResource'];
export type OrderStepEvent = components['schemas']['OrderStepEvent'];
export type OrderEvent = components['schemas']['OrderEvent'];
export type Preflight = components['schemas']['Preflight'];
export type OrderReference = components['schemas']['OrderReference'];
export type Subresource = components['schemas']['Subresource'];
export type AddressPair = components['schemas']['AddressPair'];
export type InstanceServerGroup = components['schemas']['InstanceServerGroup'];
export type ServerGroupInstance = components['schemas']['ServerGroupInstance'];
export type ServerGroup = components['schemas']['ServerGroup'];
export type InstanceGroupRule = components['schemas']['InstanceGroupRule'];
export type InstanceGroup = components['schemas']['InstanceGroup'];
export type InstancePort = components['schemas']['InstancePort'];
export type InstanceFloatingIp = components['schemas']['InstanceFloatingIp'];
export type InstanceVolume = components['schemas']['InstanceVolume'];
export type Instance = components['schemas']['Instance'];
export type Termination = components['schemas']['Termination'];
export type TeamMember = components['schemas']['TeamMember'];
export type PlanPeriod = components['schemas']['PlanPeriod'];
export type ResourceVersion = components['schemas']['ResourceVersion'];
export type SuggestedName = components['schemas']['SuggestedName'];
export type Usage = components['schemas']['Usage'];
export type UsageHistory = components['schemas']['UsageHistory'];
export type ConsoleUrl = components['schemas']['ConsoleUrl'];
export type Image = components['schemas']['Image'];
export type VmBackupPort = components['schemas']['VmBackupPort'];
export type VmBackupMetadata = components['schemas']['VmBackupMetadata'];
export type VmBackupRestoration = components['schemas']['VmBackupRestoration'];
export type VmBackup = components['schemas']['VmBackup'];
export type BackupCopyProgress = components['schemas']['BackupCopyProgress'];
export type BackupCopy = components['schemas']['BackupCopy'];
export type Connectivity = components['schemas']['Connectivity'];
export type Flavor = components['schemas']['Flavor'];
export type FloatingIp = components['schemas']['FloatingIp'];
export type BackupSchedule = components['schemas']['BackupSchedule'];
export type ConnectivityDiagnosis = components['schemas']['ConnectivityDiagnosis'];
export type PowerScheduleAction = components['schemas']['PowerScheduleAction'];
export type PowerSchedule = components['schemas']['PowerSchedule'];
export type Subnet = components['schemas']['Subnet'];
export type NetworkSubnet = components['schemas']['NetworkSubnet'];
export type Network = components['schemas']['Network'];
export type Port = components['schemas']['Port'];
export type SecurityGroupRule = components['schemas']['SecurityGroupRule'];
export type SecurityGroup = components['schemas']['SecurityGroup'];
export type VolumeType = components['schemas']['VolumeType'];
export type SnapshotSchedule = components['schemas']['SnapshotSchedule'];
export type SnapshotRestoration = components['schemas']['SnapshotRestoration'];
export type Snapshot = components['schemas']['Snapshot'];
export type Volume = components['schemas']['Volume'];
export type Tenant = components['schemas']['Tenant'];
export type Configuration = components['schemas']['Configuration'];
export type Backup = components['schemas']['Backup'];
export type OwnedObject = components['schemas']['OwnedObject'];
export type Repair = components['schemas']['Repair'];
export type Trashed = components['schemas']['Trashed'];
export type Diagnosis = components['schemas']['Diagnosis'];
export type Cloud = components['schemas']['Cloud'];
export type CloudDetails = components['schemas']['CloudDetails'];
export type LogLine = components['schemas']['LogLine'];
export type Status = components['schemas']['Status'];
export type PlanOfOffering = components['schemas']['PlanOfOffering'];
export type InstanceAvailabilityZone = components['schemas']['InstanceAvailabilityZone'];
export type VolumeAvailabilityZone = components['schemas']['VolumeAvailabilityZone'];
export type LoginLink = components['schemas']['LoginLink'];
export type Count = components['schemas']['Count'];
export type DeletedResourceList = components['schemas']['DeletedResourceList'];
export type BackupCopyList = components['schemas']['BackupCopyList'];
export type BackupsCopyRequest = components['schemas']['BackupsCopyRequest'];
export type BackupCopiesRestoreRequest = components['schemas']['BackupCopiesRestoreRequest'];
export type DoctorFixRequest = components['schemas']['DoctorFixRequest'];
export type OrderItemList = components['schemas']['OrderItemList'];
export type OrdersCreateRequest = components['schemas']['OrdersCreateRequest'];
export type OrdersPartialUpdateRequest = components['schemas']['OrdersPartialUpdateRequest'];
export type OrdersUpdateRequest = components['schemas']['OrdersUpdateRequest'];
export type OrdersApproveByConsumerRequest = components['schemas']['OrdersApproveByConsumerRequest'];
export type OrdersRejectByConsumerRequest = components['schemas']['OrdersRejectByConsumerRequest'];
export type OrdersPreflightRequest = components['schemas']['OrdersPreflightRequest'];
export type ResourceList = components['schemas']['ResourceList'];
export type ResourcesPartialUpdateRequest = components['schemas']['ResourcesPartialUpdateRequest'];
export type ResourcesUpdateRequest = components['schemas']['ResourcesUpdateRequest'];
export type ResourcesSetEndDateRequest = components['schemas']['ResourcesSetEndDateRequest'];
export type ResourcesActionsChangeFlavorRequest = components['schemas']['ResourcesActionsChangeFlavorRequest'];
export type ResourcesActionsRebuildRequest = components['schemas']['ResourcesActionsRebuildRequest'];
export type ResourcesActionsRescueRequest = components['schemas']['ResourcesActionsRescueRequest'];
export type ResourcesConsoleLogRequest = components['schemas']['ResourcesConsoleLogRequest'];
export type ResourcesTerminateRequest = components['schemas']['ResourcesTerminateRequest'];
export type ResourceVersionList = components['schemas']['ResourceVersionList'];
export type ResourcesSuggestNameRequest = components['schemas']['ResourcesSuggestNameRequest'];
export type ResourcesSwitchPlanRequest = components['schemas']['ResourcesSwitchPlanRequest'];
export type ResourcesUpdateLimitsRequest = components['schemas']['ResourcesUpdateLimitsRequest'];
export type InstanceList = components['schemas']['InstanceList'];
export type InstancesPartialUpdateRequest = components['schemas']['InstancesPartialUpdateRequest'];
export type InstancesUpdateRequest = components['schemas']['InstancesUpdateRequest'];
export type InstancesChangeFlavorRequest = components['schemas']['InstancesChangeFlavorRequest'];
export type InstancesRebuildRequest = components['schemas']['InstancesRebuildRequest'];
export type InstancesRescueRequest = components['schemas']['InstancesRescueRequest'];
export type InstancesConsoleLogRequest = components['schemas']['InstancesConsoleLogRequest'];
export type InstancePortList = components['schemas']['InstancePortList'];
export type InstanceFloatingIpList = components['schemas']['InstanceFloatingIpList'];
export type InstancesSetEndDateRequest = components['schemas']['InstancesSetEndDateRequest'];
export type InstancesSetMetadataRequest = components['schemas']['InstancesSetMetadataRequest'];
export type InstancesDiagnoseConnectivityRequest = components['schemas']['InstancesDiagnoseConnectivityRequest'];
export type PowerScheduleList = components['schemas']['PowerScheduleList'];
export type PowerSchedulesPartialUpdateRequest = components['schemas']['PowerSchedulesPartialUpdateRequest'];
export type PowerSchedulesUpdateRequest = components['schemas']['PowerSchedulesUpdateRequest'];
export type InstancesCreatePowerScheduleRequest = components['schemas']['InstancesCreatePowerScheduleRequest'];
export type BackupScheduleList = components['schemas']['BackupScheduleList'];
export type BackupSchedulesPartialUpdateRequest = components['schemas']['BackupSchedulesPartialUpdateRequest'];
export type BackupSchedulesUpdateRequest = components['schemas']['BackupSchedulesUpdateRequest'];
export type InstancesCreateBackupScheduleRequest = components['schemas']['InstancesCreateBackupScheduleRequest'];
export type InstancesSetErredRequest = components['schemas']['InstancesSetErredRequest'];
export type VmBackupList = components['schemas']['VmBackupList'];
export type BackupsPartialUpdateRequest = components['schemas']['BackupsPartialUpdateRequest'];
export type BackupsUpdateRequest = components['schemas']['BackupsUpdateRequest'];
export type InstancesBackupRequest = components['schemas']['InstancesBackupRequest'];
export type BackupsRestoreRequest = components['schemas']['BackupsRestoreRequest'];
export type InstancesCloneRequest = components['schemas']['InstancesCloneRequest'];
export type ServerGroupList = components['schemas']['ServerGroupList'];
export type ServerGroupsCreateRequest = components['schemas']['ServerGroupsCreateRequest'];
export type ServerGroupsPartialUpdateRequest = components['schemas']['ServerGroupsPartialUpdateRequest'];
export type ServerGroupsUpdateRequest = components['schemas']['ServerGroupsUpdateRequest'];
export type TenantsCreateServerGroupRequest = components['schemas']['TenantsCreateServerGroupRequest'];
export type OfferingList = components['schemas']['OfferingList'];
export type PublicOfferingList = components['schemas']['PublicOfferingList'];
export type PlanList = components['schemas']['PlanList'];
export type CategoryList = components['schemas']['CategoryList'];
export type PlanOfOfferingList = components['schemas']['PlanOfOfferingList'];
export type FlavorList = components['schemas']['FlavorList'];
export type FlavorsCreateRequest = components['schemas']['FlavorsCreateRequest'];
export type ImageList = components['schemas']['ImageList'];
export type ImagesCreateRequest = components['schemas']['ImagesCreateRequest'];
export type ImagesPartialUpdateRequest = components['schemas']['ImagesPartialUpdateRequest'];
export type ImagesUpdateRequest = components['schemas']['ImagesUpdateRequest'];
export type InstancesCreateImageRequest = components['schemas']['InstancesCreateImageRequest'];
export type NetworkList = components['schemas']['NetworkList'];
export type NetworksCreateRequest = components['schemas']['NetworksCreateRequest'];
export type NetworksPartialUpdateRequest = components['schemas']['NetworksPartialUpdateRequest'];
export type NetworksUpdateRequest = components['schemas']['NetworksUpdateRequest'];
export type TenantsCreateNetworkRequest = components['schemas']['TenantsCreateNetworkRequest'];
export type NetworksCreateSubnetRequest = components['schemas']['NetworksCreateSubnetRequest'];
export type SubnetList = components['schemas']['SubnetList'];
export type SubnetsPartialUpdateRequest = components['schemas']['SubnetsPartialUpdateRequest'];
export type SubnetsUpdateRequest = components['schemas']['SubnetsUpdateRequest'];
export type PortList = components['schemas']['PortList'];
export type PortsCreateRequest = components['schemas']['PortsCreateRequest'];
export type PortsPartialUpdateRequest = components['schemas']['PortsPartialUpdateRequest'];
export type PortsUpdateRequest = components['schemas']['PortsUpdateRequest'];
export type PortsSetAllowedAddressPairsRequest = components['schemas']['PortsSetAllowedAddressPairsRequest'];
export type PortsUpdateSecurityGroupsRequest = components['schemas']['PortsUpdateSecurityGroupsRequest'];
export type FloatingIpList = components['schemas']['FloatingIpList'];
export type FloatingIpsCreateRequest = components['schemas']['FloatingIpsCreateRequest'];
export type FloatingIpsAttachToPortRequest = components['schemas']['FloatingIpsAttachToPortRequest'];
export type FloatingIpsUpdateDescriptionRequest = components['schemas']['FloatingIpsUpdateDescriptionRequest'];
export type VolumeList = components['schemas']['VolumeList'];
export type VolumesCreateRequest = components['schemas']['VolumesCreateRequest'];
export type VolumesPartialUpdateRequest = components['schemas']['VolumesPartialUpdateRequest'];
export type VolumesUpdateRequest = components['schemas']['VolumesUpdateRequest'];
export type VolumesAttachRequest = components['schemas']['VolumesAttachRequest'];
export type VolumesExtendRequest = components['schemas']['VolumesExtendRequest'];
export type VolumesRetypeRequest = components['schemas']['VolumesRetypeRequest'];
export type SnapshotList = components['schemas']['SnapshotList'];
export type SnapshotsPartialUpdateRequest = components['schemas']['SnapshotsPartialUpdateRequest'];
export type SnapshotsUpdateRequest = components['schemas']['SnapshotsUpdateRequest'];
export type VolumesSnapshotRequest = components['schemas']['VolumesSnapshotRequest'];
export type SnapshotsRestoreRequest = components['schemas']['SnapshotsRestoreRequest'];
export type SnapshotScheduleList = components['schemas']['SnapshotScheduleList'];
export type SnapshotSchedulesPartialUpdateRequest = components['schemas']['SnapshotSchedulesPartialUpdateRequest'];
export type SnapshotSchedulesUpdateRequest = components['schemas']['SnapshotSchedulesUpdateRequest'];
export type VolumesCreateSnapshotScheduleRequest = components['schemas']['VolumesCreateSnapshotScheduleRequest'];
export type VolumesSetErredRequest = components['schemas']['VolumesSetErredRequest'];
export type VolumeTypeList = components['schemas']['VolumeTypeList'];
export type InstanceAvailabilityZoneList = components['schemas']['InstanceAvailabilityZoneList'];
export type VolumeAvailabilityZoneList = components['schemas']['VolumeAvailabilityZoneList'];
export type SecurityGroupList = components['schemas']['SecurityGroupList'];
export type SecurityGroupsCreateRequest = components['schemas']['SecurityGroupsCreateRequest'];
export type SecurityGroupsPartialUpdateRequest = components['schemas']['SecurityGroupsPartialUpdateRequest'];
export type SecurityGroupsUpdateRequest = components['schemas']['SecurityGroupsUpdateRequest'];
export type TenantsCreateSecurityGroupRequest = components['schemas']['TenantsCreateSecurityGroupRequest'];
export type SecurityGroupsSetRulesRequest = components['schemas']['SecurityGroupsSetRulesRequest'];
export type InstancesUpdatePortsRequest = components['schemas']['InstancesUpdatePortsRequest'];
export type InstancesUpdateSecurityGroupsRequest = components['schemas']['InstancesUpdateSecurityGroupsRequest'];
export type InstancesUpdateFloatingIpsRequest = components['schemas']['InstancesUpdateFloatingIpsRequest'];
export type InstancesUpdateAllowedAddressPairsRequest = components['schemas']['InstancesUpdateAllowedAddressPairsRequest'];
export type TenantList = components['schemas']['TenantList'];
export type TenantsPartialUpdateRequest = components['schemas']['TenantsPartialUpdateRequest'];
export type TenantsUpdateRequest = components['schemas']['TenantsUpdateRequest'];
export type CustomerList = components['schemas']['CustomerList'];
export type CustomersCreateRequest = components['schemas']['CustomersCreateRequest'];
export type CustomersPartialUpdateRequest = components['schemas']['CustomersPartialUpdateRequest'];
export type CustomersUpdateRequest = components['schemas']['CustomersUpdateRequest'];
export type ProjectList = components['schemas']['ProjectList'];
export type ProjectsCreateRequest = components['schemas']['ProjectsCreateRequest'];
export type ProjectsUpdateRequest = components['schemas']['ProjectsUpdateRequest'];
export type ProjectsPartialUpdateRequest = components['schemas']['ProjectsPartialUpdateRequest'];
export type MemberList = components['schemas']['MemberList'];
export type ProjectsAddUserRequest = components['schemas']['ProjectsAddUserRequest'];
export type ProjectsUpdateUserRequest = components['schemas']['ProjectsUpdateUserRequest'];
export type ProjectsDeleteUserRequest = components['schemas']['ProjectsDeleteUserRequest'];
export type CustomersAddUserRequest = components['schemas']['CustomersAddUserRequest'];
export type CustomersUpdateUserRequest = components['schemas']['CustomersUpdateUserRequest'];
export type CustomersDeleteUserRequest = components['schemas']['CustomersDeleteUserRequest'];
export type RoleList = components['schemas']['RoleList'];
export type UserList = components['schemas']['UserList'];
export type UsersCreateRequest = components['schemas']['UsersCreateRequest'];
export type UsersPartialUpdateRequest = components['schemas']['UsersPartialUpdateRequest'];
export type UsersUpdateRequest = components['schemas']['UsersUpdateRequest'];
export type UsersPasswordRequest = components['schemas']['UsersPasswordRequest'];
export type SshKeyList = components['schemas']['SshKeyList'];
export type KeysCreateRequest = components['schemas']['KeysCreateRequest'];
export type TokenList = components['schemas']['TokenList'];
export type TokensCreateRequest = components['schemas']['TokensCreateRequest'];
export type TokenScopeList = components['schemas']['TokenScopeList'];
export type PersonalAccessTokenList = components['schemas']['PersonalAccessTokenList'];
export type PersonalAccessTokensCreateRequest = components['schemas']['PersonalAccessTokensCreateRequest'];
export type EventList = components['schemas']['EventList'];
export type ApiAuthPasswordRequest = components['schemas']['ApiAuthPasswordRequest'];
export type ApiAuthLinkRequest = components['schemas']['ApiAuthLinkRequest'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
