// Written by src/api/openapi-file.ts from docs/openapi.json.

export interface paths {
    "/api/version/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["version_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/status/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["status_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/doctor/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["doctor_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/doctor/fix/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["doctor_fix"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/doctor/trash/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["doctor_trash_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/doctor/trash/{uuid}/restore/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["doctor_trash_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/doctor/receipts/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["doctor_receipts_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backups/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["backups_list"];
        put?: never;
        post: operations["backups_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clouds/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["clouds_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clouds/{name}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["clouds_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clouds/{name}/doctor/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["clouds_doctor_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["log_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-orders/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_orders_list"];
        put?: never;
        post: operations["marketplace_orders_create"];
        delete?: never;
        options?: never;
        head: operations["marketplace_orders_count"];
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-orders/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_orders_retrieve"];
        put: operations["marketplace_orders_update"];
        post?: never;
        delete: operations["marketplace_orders_destroy"];
        options?: never;
        head?: never;
        patch: operations["marketplace_orders_partial_update"];
        trace?: never;
    };
    "/api/marketplace-orders/{uuid}/approve_by_consumer/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_orders_approve_by_consumer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-orders/{uuid}/reject_by_consumer/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_orders_reject_by_consumer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-orders/{uuid}/approve_by_provider/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_orders_approve_by_provider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-orders/{uuid}/reject_by_provider/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_orders_reject_by_provider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-orders/{uuid}/retry/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_orders_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-orders/{uuid}/cancel/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_orders_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-orders/{uuid}/unlink/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_orders_unlink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-orders/{uuid}/resource/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_orders_resource_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-orders/{uuid}/offering/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_orders_offering_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-orders/{uuid}/events/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_orders_events_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-orders/preflight/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_orders_preflight"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_resources_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["marketplace_resources_count"];
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_resources_retrieve"];
        put: operations["marketplace_resources_update"];
        post?: never;
        delete: operations["marketplace_resources_destroy"];
        options?: never;
        head?: never;
        patch: operations["marketplace_resources_partial_update"];
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/set_end_date/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_resources_set_end_date"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/pull/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_resources_pull"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/unlink/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_resources_unlink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/actions/start/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_resources_actions_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/actions/stop/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_resources_actions_stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/actions/restart/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_resources_actions_restart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/actions/change_flavor/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_resources_actions_change_flavor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/actions/rebuild/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_resources_actions_rebuild"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/actions/rescue/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_resources_actions_rescue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/actions/unrescue/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_resources_actions_unrescue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/actions/cancel/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_resources_actions_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/console_log/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_resources_console_log_retrieve"];
        put?: never;
        post: operations["marketplace_resources_console_log"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/actions/{action}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_resources_actions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/terminate/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_resources_terminate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/team/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_resources_team_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/plan_periods/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_resources_plan_periods_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/offering/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_resources_offering_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/history/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_resources_history_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["marketplace_resources_history_count"];
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/details/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_resources_details_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/suggest_name/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_resources_suggest_name"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/switch_plan/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_resources_switch_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/update_limits/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["marketplace_resources_update_limits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/offering_for_subresources/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_resources_offering_for_subresources_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_instances_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["openstack_instances_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_instances_retrieve"];
        put: operations["openstack_instances_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["openstack_instances_partial_update"];
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/start/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_instances_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/stop/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_instances_stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/restart/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_instances_restart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/change_flavor/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_instances_change_flavor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/rebuild/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_instances_rebuild"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/rescue/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_instances_rescue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/unrescue/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_instances_unrescue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/cancel/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_instances_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/console_log/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_instances_console_log_retrieve"];
        put?: never;
        post: operations["openstack_instances_console_log"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/console/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_instances_console_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/ports/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_instances_ports_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["openstack_instances_ports_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/floating_ips/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_instances_floating_ips_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["openstack_instances_floating_ips_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/set_end_date/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_instances_set_end_date"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/set_metadata/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_instances_set_metadata"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/diagnose_connectivity/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_instances_diagnose_connectivity_retrieve"];
        put?: never;
        post: operations["openstack_instances_diagnose_connectivity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/pull/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_instances_pull"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/set_ok/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_instances_set_ok"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/set_erred/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_instances_set_erred"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/unlink/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_instances_unlink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-backups/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_backups_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["openstack_backups_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openstack-backups/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_backups_retrieve"];
        put: operations["openstack_backups_update"];
        post?: never;
        delete: operations["openstack_backups_destroy"];
        options?: never;
        head?: never;
        patch: operations["openstack_backups_partial_update"];
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/backup/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_instances_backup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-backups/{uuid}/pull/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_backups_pull"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-server-groups/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_server_groups_list"];
        put?: never;
        post: operations["openstack_server_groups_create"];
        delete?: never;
        options?: never;
        head: operations["openstack_server_groups_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openstack-server-groups/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_server_groups_retrieve"];
        put: operations["openstack_server_groups_update"];
        post?: never;
        delete: operations["openstack_server_groups_destroy"];
        options?: never;
        head?: never;
        patch: operations["openstack_server_groups_partial_update"];
        trace?: never;
    };
    "/api/openstack-tenants/{uuid}/create_server_group/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_tenants_create_server_group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-server-groups/{uuid}/pull/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_server_groups_pull"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/usage/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_resources_usage_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/usage/history/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_resources_usage_history_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-offerings/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_offerings_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["marketplace_offerings_count"];
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-offerings/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_offerings_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-public-offerings/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_public_offerings_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["marketplace_public_offerings_count"];
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-public-offerings/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_public_offerings_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-public-offerings/{uuid}/plans/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_public_offerings_plans_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["marketplace_public_offerings_plans_count"];
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-public-offerings/{uuid}/plans/{plan}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_public_offerings_plans_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-categories/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_categories_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["marketplace_categories_count"];
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-categories/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_categories_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-plans/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_plans_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["marketplace_plans_count"];
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-plans/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_plans_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-flavors/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_flavors_list"];
        put?: never;
        post: operations["openstack_flavors_create"];
        delete?: never;
        options?: never;
        head: operations["openstack_flavors_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openstack-flavors/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_flavors_retrieve"];
        put?: never;
        post?: never;
        delete: operations["openstack_flavors_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-images/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_images_list"];
        put?: never;
        post: operations["openstack_images_create"];
        delete?: never;
        options?: never;
        head: operations["openstack_images_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openstack-images/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_images_retrieve"];
        put: operations["openstack_images_update"];
        post?: never;
        delete: operations["openstack_images_destroy"];
        options?: never;
        head?: never;
        patch: operations["openstack_images_partial_update"];
        trace?: never;
    };
    "/api/openstack-images/{uuid}/pull/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_images_pull"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/create_image/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_instances_create_image"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-networks/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_networks_list"];
        put?: never;
        post: operations["openstack_networks_create"];
        delete?: never;
        options?: never;
        head: operations["openstack_networks_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openstack-networks/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_networks_retrieve"];
        put: operations["openstack_networks_update"];
        post?: never;
        delete: operations["openstack_networks_destroy"];
        options?: never;
        head?: never;
        patch: operations["openstack_networks_partial_update"];
        trace?: never;
    };
    "/api/openstack-tenants/{uuid}/create_network/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_tenants_create_network"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-networks/{uuid}/pull/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_networks_pull"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-networks/{uuid}/create_subnet/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_networks_create_subnet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-subnets/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_subnets_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["openstack_subnets_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openstack-subnets/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_subnets_retrieve"];
        put: operations["openstack_subnets_update"];
        post?: never;
        delete: operations["openstack_subnets_destroy"];
        options?: never;
        head?: never;
        patch: operations["openstack_subnets_partial_update"];
        trace?: never;
    };
    "/api/openstack-subnets/{uuid}/pull/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_subnets_pull"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-ports/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_ports_list"];
        put?: never;
        post: operations["openstack_ports_create"];
        delete?: never;
        options?: never;
        head: operations["openstack_ports_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openstack-ports/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_ports_retrieve"];
        put: operations["openstack_ports_update"];
        post?: never;
        delete: operations["openstack_ports_destroy"];
        options?: never;
        head?: never;
        patch: operations["openstack_ports_partial_update"];
        trace?: never;
    };
    "/api/openstack-ports/{uuid}/pull/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_ports_pull"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-ports/{uuid}/set_allowed_address_pairs/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_ports_set_allowed_address_pairs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-ports/{uuid}/update_security_groups/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_ports_update_security_groups"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-floating-ips/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_floating_ips_list"];
        put?: never;
        post: operations["openstack_floating_ips_create"];
        delete?: never;
        options?: never;
        head: operations["openstack_floating_ips_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openstack-floating-ips/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_floating_ips_retrieve"];
        put?: never;
        post?: never;
        delete: operations["openstack_floating_ips_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-tenants/{uuid}/create_floating_ip/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_tenants_create_floating_ip"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-floating-ips/{uuid}/pull/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_floating_ips_pull"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-floating-ips/{uuid}/attach_to_port/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_floating_ips_attach_to_port"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-floating-ips/{uuid}/detach_from_port/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_floating_ips_detach_from_port"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-floating-ips/{uuid}/update_description/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_floating_ips_update_description"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-volumes/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_volumes_list"];
        put?: never;
        post: operations["openstack_volumes_create"];
        delete?: never;
        options?: never;
        head: operations["openstack_volumes_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openstack-volumes/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_volumes_retrieve"];
        put: operations["openstack_volumes_update"];
        post?: never;
        delete: operations["openstack_volumes_destroy"];
        options?: never;
        head?: never;
        patch: operations["openstack_volumes_partial_update"];
        trace?: never;
    };
    "/api/openstack-volumes/{uuid}/attach/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_volumes_attach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-volumes/{uuid}/detach/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_volumes_detach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-volumes/{uuid}/extend/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_volumes_extend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-volumes/{uuid}/retype/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_volumes_retype"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-snapshots/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_snapshots_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["openstack_snapshots_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openstack-snapshots/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_snapshots_retrieve"];
        put: operations["openstack_snapshots_update"];
        post?: never;
        delete: operations["openstack_snapshots_destroy"];
        options?: never;
        head?: never;
        patch: operations["openstack_snapshots_partial_update"];
        trace?: never;
    };
    "/api/openstack-volumes/{uuid}/snapshot/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_volumes_snapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-snapshots/{uuid}/pull/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_snapshots_pull"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-snapshots/{uuid}/restore/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_snapshots_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-snapshots/{uuid}/restorations/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_snapshots_restorations_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-snapshot-schedules/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_snapshot_schedules_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["openstack_snapshot_schedules_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openstack-snapshot-schedules/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_snapshot_schedules_retrieve"];
        put: operations["openstack_snapshot_schedules_update"];
        post?: never;
        delete: operations["openstack_snapshot_schedules_destroy"];
        options?: never;
        head?: never;
        patch: operations["openstack_snapshot_schedules_partial_update"];
        trace?: never;
    };
    "/api/openstack-volumes/{uuid}/create_snapshot_schedule/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_volumes_create_snapshot_schedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-snapshot-schedules/{uuid}/activate/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_snapshot_schedules_activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-snapshot-schedules/{uuid}/deactivate/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_snapshot_schedules_deactivate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-volumes/{uuid}/pull/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_volumes_pull"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-volumes/{uuid}/set_ok/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_volumes_set_ok"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-volumes/{uuid}/set_erred/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_volumes_set_erred"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-volumes/{uuid}/unlink/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_volumes_unlink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-volume-types/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_volume_types_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["openstack_volume_types_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openstack-volume-types/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_volume_types_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instance-availability-zones/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_instance_availability_zones_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["openstack_instance_availability_zones_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instance-availability-zones/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_instance_availability_zones_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-volume-availability-zones/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_volume_availability_zones_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["openstack_volume_availability_zones_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openstack-volume-availability-zones/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_volume_availability_zones_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-security-groups/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_security_groups_list"];
        put?: never;
        post: operations["openstack_security_groups_create"];
        delete?: never;
        options?: never;
        head: operations["openstack_security_groups_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openstack-security-groups/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_security_groups_retrieve"];
        put: operations["openstack_security_groups_update"];
        post?: never;
        delete: operations["openstack_security_groups_destroy"];
        options?: never;
        head?: never;
        patch: operations["openstack_security_groups_partial_update"];
        trace?: never;
    };
    "/api/openstack-tenants/{uuid}/create_security_group/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_tenants_create_security_group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-security-groups/{uuid}/pull/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_security_groups_pull"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-security-groups/{uuid}/set_rules/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_security_groups_set_rules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/update_ports/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_instances_update_ports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/update_security_groups/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_instances_update_security_groups"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/update_floating_ips/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_instances_update_floating_ips"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-instances/{uuid}/update_allowed_address_pairs/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_instances_update_allowed_address_pairs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/marketplace-resources/{uuid}/diagnose_connectivity/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["marketplace_resources_diagnose_connectivity_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-tenants/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_tenants_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["openstack_tenants_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openstack-tenants/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openstack_tenants_retrieve"];
        put: operations["openstack_tenants_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["openstack_tenants_partial_update"];
        trace?: never;
    };
    "/api/openstack-tenants/{uuid}/pull/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_tenants_pull"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-tenants/{uuid}/pull_floating_ips/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_tenants_pull_floating_ips"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-tenants/{uuid}/pull_security_groups/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openstack_tenants_pull_security_groups"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["customers_list"];
        put?: never;
        post: operations["customers_create"];
        delete?: never;
        options?: never;
        head: operations["customers_count"];
        patch?: never;
        trace?: never;
    };
    "/api/customers/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["customers_retrieve"];
        put: operations["customers_update"];
        post?: never;
        delete: operations["customers_destroy"];
        options?: never;
        head?: never;
        patch: operations["customers_partial_update"];
        trace?: never;
    };
    "/api/projects/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["projects_list"];
        put?: never;
        post: operations["projects_create"];
        delete?: never;
        options?: never;
        head: operations["projects_count"];
        patch?: never;
        trace?: never;
    };
    "/api/projects/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["projects_retrieve"];
        put: operations["projects_update"];
        post?: never;
        delete: operations["projects_destroy"];
        options?: never;
        head?: never;
        patch: operations["projects_partial_update"];
        trace?: never;
    };
    "/api/projects/{uuid}/events/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["projects_events_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{uuid}/costs/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["projects_costs_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{uuid}/list_users/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["projects_list_users_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["projects_list_users_count"];
        patch?: never;
        trace?: never;
    };
    "/api/projects/{uuid}/add_user/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["projects_add_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{uuid}/update_user/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["projects_update_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{uuid}/delete_user/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["projects_delete_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{uuid}/list_users/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["customers_list_users_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["customers_list_users_count"];
        patch?: never;
        trace?: never;
    };
    "/api/customers/{uuid}/add_user/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customers_add_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{uuid}/update_user/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customers_update_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{uuid}/delete_user/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customers_delete_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/roles/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["roles_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["roles_count"];
        patch?: never;
        trace?: never;
    };
    "/api/users/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["users_list"];
        put?: never;
        post: operations["users_create"];
        delete?: never;
        options?: never;
        head: operations["users_count"];
        patch?: never;
        trace?: never;
    };
    "/api/users/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["users_retrieve"];
        put: operations["users_update"];
        post?: never;
        delete: operations["users_destroy"];
        options?: never;
        head?: never;
        patch: operations["users_partial_update"];
        trace?: never;
    };
    "/api/users/me/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["users_me_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uuid}/login_link/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["users_login_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uuid}/password/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["users_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["keys_list"];
        put?: never;
        post: operations["keys_create"];
        delete?: never;
        options?: never;
        head: operations["keys_count"];
        patch?: never;
        trace?: never;
    };
    "/api/keys/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["keys_retrieve"];
        put?: never;
        post?: never;
        delete: operations["keys_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["tokens_list"];
        put?: never;
        post: operations["tokens_create"];
        delete?: never;
        options?: never;
        head: operations["tokens_count"];
        patch?: never;
        trace?: never;
    };
    "/api/tokens/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["tokens_retrieve"];
        put?: never;
        post?: never;
        delete: operations["tokens_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens/{uuid}/rotate/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["tokens_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/personal-access-tokens/available_scopes/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["personal_access_tokens_available_scopes_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["personal_access_tokens_available_scopes_count"];
        patch?: never;
        trace?: never;
    };
    "/api/personal-access-tokens/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["personal_access_tokens_list"];
        put?: never;
        post: operations["personal_access_tokens_create"];
        delete?: never;
        options?: never;
        head: operations["personal_access_tokens_count"];
        patch?: never;
        trace?: never;
    };
    "/api/personal-access-tokens/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["personal_access_tokens_retrieve"];
        put?: never;
        post?: never;
        delete: operations["personal_access_tokens_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/personal-access-tokens/{uuid}/rotate/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["personal_access_tokens_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["events_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head: operations["events_count"];
        patch?: never;
        trace?: never;
    };
    "/api/events/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["events_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/count/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["events_count_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/event_groups/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["events_event_groups_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/scope_types/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["events_scope_types_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/configuration/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["configuration_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openstack-images/{uuid}/file/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["openstack_images_file_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-auth/password/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["api_auth_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-auth/link/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["api_auth_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-auth/logout/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["api_auth_logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["metrics_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        UrlReference: {
            url: string;
        };
        AddressPairRequest: {
            ip_address: string;
            mac_address?: string;
        };
        FixedIpRequest: {
            ip_address?: string;
            subnet_id?: string;
        };
        VmNetwork: {
            subnet?: string | null;
            port?: string | null;
            fixed_ips?: components["schemas"]["FixedIpRequest"][] | null;
            allowed_address_pairs?: components["schemas"]["AddressPairRequest"][] | null;
            port_security_enabled?: true | null;
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
            subnet: string;
            url?: string | null;
            ip_address?: string | null;
        };
        VmDataVolume: {
            size: number;
            volume_type?: string | null;
        };
        VmAttributes: {
            name: string;
            image: string;
            flavor?: string | null;
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
        VolumeAttributes: {
            name: string;
            description?: string | null;
            size: number;
            type?: string | null;
            image?: string | null;
            availability_zone?: string | null;
            end_date?: (string | null) | null;
        };
        /** @enum {string} */
        ServerGroupPolicyInput: "affinity" | "anti-affinity" | "soft-affinity" | "soft-anti-affinity";
        TokenProjectRequest: {
            /** @constant */
            type: "project";
            uuid: string;
        };
        TerminateAttributes: {
            delete_volumes?: boolean;
            release_floating_ips?: boolean;
            /** @enum {string} */
            action?: "destroy" | "force_destroy";
        };
        NameReference: {
            name: string;
        };
        InstancePortRequest: {
            subnet?: string;
            port?: string;
            fixed_ips?: components["schemas"]["FixedIpRequest"][];
        };
        InstanceFloatingIpRequest: {
            subnet: string;
            url?: string;
            ip_address?: string;
        };
        SecurityGroupRuleRequest: {
            id?: number | null;
            /** @enum {string} */
            direction?: "ingress" | "egress";
            /** @enum {string} */
            ethertype?: "IPv4" | "IPv6";
            protocol?: (string | number) | null;
            from_port?: number | null;
            to_port?: number | null;
            cidr?: string | null;
            remote_group?: string | null;
            description?: string;
            remote_group_uuid?: string | null;
            remote_group_name?: string | null;
        };
        Error: {
            detail: string;
            code: string;
            remedy: string;
        };
        FieldErrors: {
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
            message: string;
            constraint: string;
            remedy: string;
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
            created: string;
            projects_count: number;
            users_count: number;
            native_name: string;
            abbreviation: string;
            backend_id: string;
            phone_number: string;
            country: string;
            country_name: string;
            blocked: boolean;
            archived: boolean;
            is_service_provider: boolean;
            organization_groups: string[];
        };
        /** @enum {string} */
        OrderState: "Creating" | "Success" | "Erred" | "Canceled";
        /** @enum {string} */
        StepState: "pending" | "running" | "waiting" | "done" | "failed" | "undoing" | "undone";
        /** @enum {string} */
        ResourceState: "Creating" | "OK" | "Updating" | "Terminating" | "Erred" | "Terminated";
        /** @enum {string} */
        ResourceRuntimeState: "building" | "active" | "stopped" | "reboot" | "rescue" | "error" | "paused";
        /** @enum {string} */
        InstanceState: "CREATING" | "OK" | "UPDATING" | "DELETING" | "ERRED" | "TERMINATED";
        /** @enum {string} */
        InstanceRuntimeState: "BUILDING" | "ACTIVE" | "SHUTOFF" | "REBOOT" | "RESCUE" | "ERROR" | "PAUSED";
        /** @enum {string} */
        VolumeState: "CREATING" | "OK" | "UPDATING" | "DELETING" | "ERRED" | "TERMINATED";
        /** @enum {string} */
        VolumeRuntimeState: "creating" | "available" | "in-use" | "deleting" | "deleted" | "error";
        /** @enum {string} */
        SnapshotState: "CREATING" | "OK" | "DELETING" | "ERRED" | "TERMINATED";
        /** @enum {string} */
        SnapshotRuntimeState: "creating" | "available" | "error" | "deleting" | "deleted";
        /** @enum {string} */
        VmBackupState: "CREATING" | "OK" | "DELETING" | "ERRED" | "TERMINATED";
        /** @enum {string} */
        ServerGroupPolicy: "affinity" | "anti-affinity" | "soft-affinity" | "soft-anti-affinity";
        /** @enum {string} */
        NetworkState: "OK" | "UPDATING";
        /** @enum {string} */
        PortStatus: "ACTIVE" | "DOWN";
        /** @enum {string} */
        FloatingIpRuntimeState: "ACTIVE" | "DOWN";
        /** @enum {string} */
        ImageState: "pending" | "importing" | "ready" | "erred";
        /** @enum {string} */
        OfferingState: "Draft" | "Active" | "Paused" | "Archived";
        /** @enum {string} */
        PreparationState: "running" | "done" | "erred";
        /** @enum {string} */
        EventResult: "accepted" | "denied" | "failed" | "locked" | "restarted" | "off" | "terminated" | "succeeded" | "canceled";
        Event: {
            uuid: string;
            url: string;
            created: string;
            event_type: string;
            action: string;
            message: string;
            result: components["schemas"]["EventResult"];
            user_uuid: string | null;
            username: string;
            ip_address: string;
            object_uuid: string | null;
            project_uuid: string | null;
            project_name: string | null;
            customer_uuid: string | null;
            request_id: string | null;
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
            created: string;
            expires: string | null;
        };
        Login: {
            token: string;
        };
        Member: {
            uuid: string;
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
            scopes: string[];
            allowed_scopes: {
                type: string;
                uuid: string;
                name: string;
            }[];
            allowed_networks: string[];
            expires_at: string;
            created: string;
            token_prefix: string;
            is_active: boolean;
            last_used_at: string;
            last_used_ip: string;
            use_count: number;
        };
        NewPersonalAccessToken: {
            uuid: string;
            name: string;
            scopes: string[];
            allowed_scopes: {
                type: string;
                uuid: string;
                name: string;
            }[];
            allowed_networks: string[];
            expires_at: string;
            created: string;
            token: string;
        };
        TokenScope: {
            permission: string;
            description: string;
        };
        ProjectCosts: {
            month: string;
            total: string;
            vms: {
                uuid: string;
                name: string;
                state: components["schemas"]["ResourceState"];
                price: string;
            }[];
        };
        ProjectChangeEvent: {
            /** @enum {string} */
            kind: "project" | "order" | "instance" | "volume" | "snapshot" | "backup" | "network" | "subnet" | "port" | "floating_ip" | "security_group";
            uuid: string;
            url: string;
            deleted: boolean;
            name: string | null;
            state: string | null;
            runtime_state: string | null;
            error_message: string | null;
            instance: string | null;
        };
        ProjectResetEvent: {
            detail: string;
        };
        Project: {
            uuid: string;
            url: string;
            name: string;
            slug: string;
            description: string;
            cloud: string;
            customer: string;
            customer_uuid: string;
            customer_name: string;
            customer_slug: string;
            created: string;
            resources_count: number;
            marketplace_resource_count: {
                [key: string]: number;
            };
            quotas: {
                [key: string]: {
                    limit: number;
                    usage: number;
                };
            };
            is_removed: boolean;
            customer_native_name: string;
            customer_abbreviation: string;
            customer_display_billing_info_in_projects: boolean;
            backend_id: string;
            is_industry: boolean;
            max_service_accounts: number;
            kind: string;
            staff_notes: string;
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
            /** @enum {string} */
            kind: "api" | "login";
            prefix: string;
            created: string;
            expires: string | null;
            last_used: string | null;
            last_used_ip: string | null;
            created_ip: string | null;
            permissions: string[] | null;
            projects: string[] | null;
        };
        NewToken: {
            uuid: string;
            url: string;
            name: string;
            /** @enum {string} */
            kind: "api" | "login";
            prefix: string;
            created: string;
            expires: string | null;
            last_used: string | null;
            last_used_ip: string | null;
            created_ip: string | null;
            permissions: string[] | null;
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
            agreement_date: string | null;
            affiliations: string[];
            identity_provider_name: string;
            identity_provider_label: string;
            identity_provider_management_url: string;
            identity_provider_fields: string[];
            identity_source: string;
        };
        Permission: {
            user_uuid: string;
            user_name: string;
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
            agreement_date: string | null;
            affiliations: string[];
            identity_provider_name: string;
            identity_provider_label: string;
            identity_provider_management_url: string;
            identity_provider_fields: string[];
            identity_source: string;
            permissions: components["schemas"]["Permission"][];
            projects: string[];
            token: string;
            token_expires_at: string | null;
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
            unit_price: string;
            article_code: string;
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
            created: string;
            state: components["schemas"]["OfferingState"];
            /** @enum {string} */
            type: "OpenStack.Instance" | "OpenStack.Volume";
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
                is_boolean: boolean;
                is_builtin: boolean;
                is_prepaid: boolean;
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
        };
        Category: {
            uuid: string;
            url: string;
            name: string;
            title: string;
            description: string;
            default_vm_category: boolean;
            default_volume_category: boolean;
            default_tenant_category: boolean;
            offering_count: number;
            available_offerings_count: number;
            sections: unknown[];
            columns: unknown[];
            components: unknown[];
            articles: unknown[];
        };
        Offering: {
            uuid: string;
            url: string;
            name: string;
            description: string;
            /** @enum {string} */
            type: "OpenStack.Instance" | "OpenStack.Volume";
            state: components["schemas"]["OfferingState"];
            cloud: string;
            category: {
                uuid: string;
                name: string;
                title: string;
                description: string;
            };
            flavor: string | null;
            plans: {
                uuid: string;
                name: string;
                description: string;
                /** @enum {string} */
                unit: "month" | "day" | "hour";
                unit_price: string;
            }[];
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
            progress: number;
            message: string;
            estimate_ms: number | null;
            error: components["schemas"]["Problem"] | null;
        };
        OrderItem: {
            uuid: string;
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
            old_plan_uuid: string | null;
            old_plan_name: string | null;
            new_plan_uuid: string | null;
            new_plan_name: string | null;
            cost: string | null;
            old_cost_estimate: number;
            new_cost_estimate: string | null;
            fixed_price: number;
            activation_price: number;
            created: string;
            modified: string;
            completed_at: string | null;
            start_date: string | null;
            created_by: string | null;
            created_by_username: string | null;
            created_by_full_name: string | null;
            consumer_reviewed_at: string | null;
            consumer_reviewed_by: string | null;
            consumer_reviewed_by_username: string | null;
            consumer_reviewed_by_full_name: string | null;
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
            backend_id: string;
            output: string;
            awaits_approval: boolean;
            undoing: boolean;
            can_terminate: boolean;
            error_message: string;
            error_traceback: string;
            error: components["schemas"]["Problem"] | null;
            request_id: string | null;
        };
        Order: {
            uuid: string;
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
            old_plan_uuid: string | null;
            old_plan_name: string | null;
            new_plan_uuid: string | null;
            new_plan_name: string | null;
            cost: string | null;
            old_cost_estimate: number;
            new_cost_estimate: string | null;
            fixed_price: number;
            activation_price: number;
            created: string;
            modified: string;
            completed_at: string | null;
            start_date: string | null;
            created_by: string | null;
            created_by_username: string | null;
            created_by_full_name: string | null;
            consumer_reviewed_at: string | null;
            consumer_reviewed_by: string | null;
            consumer_reviewed_by_username: string | null;
            consumer_reviewed_by_full_name: string | null;
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
            backend_id: string;
            output: string;
            awaits_approval: boolean;
            undoing: boolean;
            can_terminate: boolean;
            error_message: string;
            error_traceback: string;
            error: components["schemas"]["Problem"] | null;
            request_id: string | null;
            ready: boolean | null;
            progress: number;
            elapsed_ms: number;
            remaining_ms: number | null;
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
            created: string;
            completed_at: string | null;
            created_by_username: string | null;
        };
        Resource: {
            uuid: string;
            url: string;
            provider_name: string;
            provider_slug: string;
            offering_plugin_options: Record<string, never>;
            offering_shared: boolean;
            offering_billable: boolean;
            offering_components: Record<string, never>[];
            category_icon: string;
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
            error_traceback: string;
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
            ram: number;
            disk: number;
            limits: {
                [key: string]: number;
            };
            usage: {
                [key: string]: number;
            };
            current_usages: {
                [key: string]: number;
            };
            end_date: string | null;
            end_date_requested_by: string | null;
            key_name: string;
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
                size: number;
                bootable: boolean;
            }[];
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
                    at: string;
                } | null;
                host_keys: {
                    type: string;
                    public_key: string;
                    fingerprint_sha256: string;
                }[];
            };
            accelerator: string | null;
            auto_restart: boolean;
            available_actions: string[];
            unavailable_actions: {
                [key: string]: string;
            };
            termination_protection: boolean;
            rescue_image: string | null;
            rescue_image_name: string | null;
            action: string;
            action_details: {
                [key: string]: string;
            };
            creation_order: components["schemas"]["NestedOrder"] | null;
            order_in_progress: components["schemas"]["NestedOrder"] | null;
            last_sync: string;
            error_message: string;
            created: string;
            modified: string;
            start_time: string | null;
        };
        VolumeResource: {
            uuid: string;
            url: string;
            provider_name: string;
            provider_slug: string;
            offering_plugin_options: Record<string, never>;
            offering_shared: boolean;
            offering_billable: boolean;
            offering_components: Record<string, never>[];
            category_icon: string;
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
            error_traceback: string;
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
            usage: {
                [key: string]: number;
            };
            current_usages: {
                [key: string]: number;
            };
            end_date: string | null;
            end_date_requested_by: string | null;
            name: string;
            description: string;
            state: components["schemas"]["ResourceState"];
            runtime_state: components["schemas"]["VolumeRuntimeState"];
            can_terminate: boolean;
            available_actions: string[];
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
            created: string;
            modified: string;
        };
        OrderStepEvent: {
            step: string;
            state: components["schemas"]["StepState"];
            progress: number;
            message: string;
            attempt?: number;
            duration_ms?: number | null;
            error?: components["schemas"]["Problem"] | null;
        };
        OrderEvent: {
            state: components["schemas"]["OrderState"] | "Undoing";
            error: components["schemas"]["Problem"] | null;
        };
        Preflight: {
            quote: string;
            quote_expires: string;
            price: {
                plan: string;
                plan_uuid: string;
                unit_price: string;
                unit: string;
            };
            needs_approval: boolean;
            quotas: {
                [key: string]: {
                    limit: number;
                    needed: number;
                    left: number;
                };
            };
            capacity: {
                vcpus: number;
                memory_mib: number;
                disk_mib: number;
                floating_ips: number;
            };
            estimate_ms: number | null;
            makes: {
                volumes: {
                    name: string;
                    size: number;
                }[];
                ports: number;
                floating_ips: {
                    new: number;
                    reused: number;
                };
            };
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
            created: string;
            modified: string;
            backend_id: string;
            policy: components["schemas"]["ServerGroupPolicy"];
            display_name: string;
            instances: components["schemas"]["ServerGroupInstance"][];
        };
        InstanceGroupRule: {
            id: number;
            ethertype: string;
            direction: string;
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
            size: number;
            device: string;
            resource_type: string;
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
            created: string;
            modified: string;
            backend_id: string;
            access_url: string[];
            start_time: string | null;
            cores: number;
            ram: number;
            disk: number;
            min_ram: number;
            min_disk: number;
            user_data: string;
            external_ips: string[];
            internal_ips: string[];
            key_name: string;
            key_fingerprint: string;
            image_name: string;
            flavor_disk: number;
            flavor_name: string;
            volumes: components["schemas"]["InstanceVolume"][];
            security_groups: components["schemas"]["InstanceGroup"][];
            server_group?: components["schemas"]["InstanceServerGroup"];
            floating_ips: components["schemas"]["InstanceFloatingIp"][];
            ports: components["schemas"]["InstancePort"][];
            internal_ips_set: components["schemas"]["InstancePort"][];
            availability_zone: string;
            availability_zone_name: string;
            connect_directly_to_external_network: boolean;
            runtime_state: components["schemas"]["InstanceRuntimeState"];
            action: string;
            action_details: {
                [key: string]: string;
            };
            available_actions: string[];
            unavailable_actions: {
                [key: string]: string;
            };
            hypervisor_hostname: string;
            external_address: string[];
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
            metadata: {
                [key: string]: string;
            };
        };
        Termination: {
            order_uuid: string;
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
        };
        PlanPeriod: {
            uuid: string;
            plan_name: string;
            plan_uuid: string;
            start: string;
            end: string | null;
            components: unknown[];
        };
        ResourceVersion: {
            id: number;
            revision_date: string;
            revision_user: {
                uuid: string;
                username: string;
                full_name: string;
            } | null;
            revision_comment: string;
            serialized_data: {
                [key: string]: unknown;
            };
        };
        SuggestedName: {
            name: string;
        };
        Usage: {
            uuid: string;
            measured: string;
            started: string;
            cpu_percent: number;
            interval_seconds: number;
            cpu_seconds: number;
            cores: number;
            memory_bytes: number;
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
        };
        UsageHistory: {
            uuid: string;
            from: string;
            to: string;
            step_seconds: number;
            cpu_percent: (number | null)[];
            memory_bytes: (number | null)[];
            disk_read_bytes_per_second: (number | null)[];
            disk_written_bytes_per_second: (number | null)[];
            network_received_bytes_per_second: (number | null)[];
            network_sent_bytes_per_second: (number | null)[];
        };
        ConsoleUrl: {
            url: string;
        };
        Image: {
            uuid: string;
            url: string;
            name: string;
            description: string;
            project: string | null;
            cloud: string | null;
            ssh_user: string;
            /** @enum {string} */
            readiness: "agent" | "cloud-init" | "ssh" | "none";
            min_disk: number;
            min_ram: number;
            is_rescue_image: boolean;
            state: components["schemas"]["ImageState"];
            size: number | null;
            disk: number | null;
            sha256: string | null;
            checksum_url: string | null;
            catalogue: string | null;
            source_url: string | null;
            error_message: string;
            progress: number | null;
            message: string;
            remaining_seconds: number | null;
            settings: string;
            backend_id: string;
            backend_created_at: string;
            created: string;
        };
        VmBackupPort: {
            fixed_ips: {
                subnet_id: string;
                ip_address: string;
            }[];
            floating_ip: string | null;
            security_groups: string[];
        };
        VmBackupMetadata: {
            name: string;
            description: string;
            min_ram: number;
            min_disk: number;
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
            created: string;
            modified: string;
            backend_id: string;
            kept_until: string | null;
            metadata: components["schemas"]["VmBackupMetadata"];
            instance: string;
            instance_name: string;
            instance_marketplace_uuid: string;
            instance_security_groups: components["schemas"]["InstanceGroup"][];
            instance_ports: components["schemas"]["InstancePort"][];
            instance_floating_ips: components["schemas"]["InstanceFloatingIp"][];
            restorations: unknown[];
            /** @enum {string} */
            consistency?: "crash" | "volume";
            available_actions: string[];
            unavailable_actions: {
                [key: string]: string;
            };
        };
        Flavor: {
            uuid: string;
            url: string;
            name: string;
            cores: number;
            ram: number;
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
            created: string;
            modified: string;
            backend_id: string;
            address: string;
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
        Connectivity: {
            ok: boolean;
            verdict: string;
            checks: {
                name: string;
                ok: boolean | null;
                measured: string;
                remedy: string;
            }[];
            measured_at: string;
        };
        ConnectivityDiagnosis: {
            target: string;
            target_address: string | null;
            checks: {
                check: string;
                /** @enum {string} */
                status: "ok" | "warn" | "fail" | "skip";
                detail: string;
                fix_hint: string;
            }[];
            root_cause: string | null;
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
            created: string;
            modified: string;
            backend_id: string;
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
            used_ips: number;
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
            created: string;
            modified: string;
            backend_id: string;
            is_external: boolean;
            type: string;
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
            created: string;
            modified: string;
            backend_id: string;
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
            protocol: string;
            from_port: number;
            to_port: number;
            cidr: string | null;
            remote_group: string | null;
            remote_group_uuid?: string;
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
            created: string;
            modified: string;
            backend_id: string;
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
            created: string;
            modified: string;
            backend_id: string;
            source_volume: string;
            source_volume_name: string;
            schedule: string;
            timezone: string;
            retention_time: number;
            maximal_number_of_resources: number;
            is_active: boolean;
            next_trigger_at: string | null;
        };
        SnapshotRestoration: {
            uuid: string;
            created: string;
            description: string;
            volume: string;
            volume_name: string;
            volume_state: components["schemas"]["VolumeState"];
            volume_runtime_state: components["schemas"]["VolumeRuntimeState"];
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
            created: string;
            modified: string;
            backend_id: string;
            source_volume: string;
            source_volume_name: string;
            source_volume_marketplace_uuid?: string;
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
            kept_until: string | null;
            /** @constant */
            consistency?: "crash";
            available_actions: string[];
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
            created: string;
            modified: string;
            backend_id: string;
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
            source_snapshot: string | null;
            runtime_state: components["schemas"]["VolumeRuntimeState"];
            availability_zone: string;
            availability_zone_name: string;
            instance: string | null;
            instance_name: string;
            instance_marketplace_uuid?: string;
            device: string;
            action: string;
            action_details: {
                [key: string]: unknown;
            };
            extend_enabled: boolean;
            available_actions: string[];
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
            created: string;
            modified: string;
            backend_id: string;
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
            HOMEPORT_URL: string;
            WALDUR_CORE: {
                HOMEPORT_URL: string;
                MASTERMIND_URL: string;
                SITE_NAME: string;
                SITE_DESCRIPTION: string;
                AUTHENTICATION_METHODS: string[];
            };
            LANGUAGE_CODE: string;
            LANGUAGES: string[][];
            FEATURES: {
                [key: string]: unknown;
            };
        };
        Backup: {
            made: string;
            /** @enum {string} */
            occasion: "daily" | "migration" | "asked";
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
            trashed: {
                kind: string;
                id: string | null;
                detail: string;
            }[];
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
            uuid: string;
            at: string;
            kept_until: string;
            bytes: number;
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
                /** @enum {string} */
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
            driver: string;
            is_default: boolean;
            /** @enum {string} */
            state: "ok" | "away";
            accelerator: string | null;
        };
        CloudDetails: {
            name: string;
            driver: string;
            is_default: boolean;
            /** @enum {string} */
            state: "ok" | "away";
            accelerator: string | null;
            evidence: string;
            error: components["schemas"]["Problem"] | null;
            vcpus: number;
            memory: number;
            room: {
                total: number;
                free: number;
                promised: number;
                headroom: number;
                left: number;
                /** @enum {string} */
                level: "ok" | "low" | "critical";
            };
            floating_ips_left: number;
            projects: number;
            vms: number;
        };
        LogLine: {
            time: string | null;
            level: string;
            message: string;
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
            started: string;
            host: {
                vcpus: number;
                memory_mib: number;
                memory_left_mib: number;
                disk_mib: number;
                disk_left_mib: number;
                images_mib: number;
                volumes_mib: number;
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
            unit_price: string;
            article_code: string;
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
            resources_count: number;
            plan_type: string;
            minimal_price: number;
            offering: string;
        };
        InstanceAvailabilityZone: {
            url: string;
            uuid: string;
            name: string;
            available: boolean;
        };
        VolumeAvailabilityZone: {
            url: string;
            uuid: string;
            name: string;
            available: boolean;
        };
        LoginLink: {
            url: string;
        };
        Count: {
            count: number;
        };
        DoctorFixRequest: {
            details?: string[];
        } | null;
        OrderItemList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["OrderItem"][];
        };
        OrdersCreateRequest: {
            project: string;
            offering: string;
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
            request_comment?: string;
            start_date?: string;
        };
        OrdersUpdateRequest: {
            request_comment?: string;
            start_date?: string;
        };
        OrdersRejectByConsumerRequest: {
            error_message?: string;
        } | null;
        OrdersPreflightRequest: {
            project: string;
            offering: string;
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
            name?: string;
            description?: string;
            /**
             * @example {
             *       "role": "web"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            end_date?: string | null;
            auto_restart?: boolean;
            termination_protection?: boolean;
        };
        ResourcesUpdateRequest: {
            name?: string;
            description?: string;
            /**
             * @example {
             *       "role": "web"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            end_date?: string | null;
            auto_restart?: boolean;
            termination_protection?: boolean;
        };
        ResourcesSetEndDateRequest: {
            end_date?: string | null;
        };
        ResourcesActionsChangeFlavorRequest: {
            flavor: string;
        };
        ResourcesActionsRebuildRequest: {
            image: string;
            ssh_public_key?: string;
            user_data?: string;
        };
        ResourcesActionsRescueRequest: {
            image?: string;
            rescue_image?: string;
        } | null;
        ResourcesConsoleLogRequest: {
            length?: number;
        } | null;
        ResourcesTerminateRequest: {
            delete_volumes?: boolean;
            release_floating_ips?: boolean;
            /** @enum {string} */
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
            project: string;
            offering: string;
        };
        ResourcesSwitchPlanRequest: {
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
            name?: string;
            description?: string;
            /**
             * @example {
             *       "role": "web"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            end_date?: string | null;
            auto_restart?: boolean;
            termination_protection?: boolean;
        };
        InstancesUpdateRequest: {
            name?: string;
            description?: string;
            /**
             * @example {
             *       "role": "web"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            end_date?: string | null;
            auto_restart?: boolean;
            termination_protection?: boolean;
        };
        InstancesChangeFlavorRequest: {
            flavor: string;
        };
        InstancesRebuildRequest: {
            image: string;
            ssh_public_key?: string;
            user_data?: string;
        };
        InstancesRescueRequest: {
            image?: string;
            rescue_image?: string;
        } | null;
        InstancesConsoleLogRequest: {
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
            end_date?: string | null;
        };
        InstancesSetMetadataRequest: {
            /**
             * @example {
             *       "role": "web"
             *     }
             */
            metadata: {
                [key: string]: string;
            };
        };
        InstancesDiagnoseConnectivityRequest: {
            /** @default external */
            target: string;
        } | null;
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
            kept_until?: (string) | null;
        };
        BackupsUpdateRequest: {
            name?: string;
            description?: string;
            kept_until?: (string) | null;
        };
        InstancesBackupRequest: {
            name: string;
            description?: string;
            kept_until?: (string) | null;
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
            project?: string;
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
            ram: number;
            disk: number;
        };
        ImageList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["Image"][];
        };
        ImagesCreateRequest: {
            catalogue?: string;
            url?: string;
            sha256?: string;
            name?: string;
            description?: string;
            ssh_user?: string;
            /**
             * @default ssh
             * @enum {string}
             */
            readiness: "cloud-init" | "ssh" | "none";
            min_disk?: number;
            min_ram?: number;
            /** @default false */
            is_rescue_image: boolean;
            project?: string | null;
        };
        ImagesPartialUpdateRequest: {
            name?: string;
            description?: string;
            ssh_user?: string;
            /** @enum {string} */
            readiness?: "cloud-init" | "ssh" | "none";
            min_disk?: number;
            min_ram?: number;
            is_rescue_image?: boolean;
            project?: string | null;
        };
        ImagesUpdateRequest: {
            name?: string;
            description?: string;
            ssh_user?: string;
            /** @enum {string} */
            readiness?: "cloud-init" | "ssh" | "none";
            min_disk?: number;
            min_ram?: number;
            is_rescue_image?: boolean;
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
            project?: string;
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
            allocation_pools?: {
                start: string;
                end: string;
            }[];
            dns_nameservers?: string[];
            host_routes?: {
                destination: string;
                nexthop: string;
            }[];
            /** @default 192.168.42.0/24 */
            cidr: string;
            gateway_ip?: string | null;
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
            allocation_pools?: {
                start: string;
                end: string;
            }[];
            dns_nameservers?: string[];
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
            allocation_pools?: {
                start: string;
                end: string;
            }[];
            dns_nameservers?: string[];
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
            allowed_address_pairs?: components["schemas"]["AddressPairRequest"][];
            project?: string;
            tenant?: string;
            name?: string;
            description?: string;
            network?: string | null;
            subnet?: string;
            /** @enum {boolean} */
            port_security_enabled?: true;
            fixed_ips?: components["schemas"]["FixedIpRequest"][];
            security_groups?: (string | components["schemas"]["UrlReference"] | components["schemas"]["NameReference"])[];
        };
        PortsPartialUpdateRequest: {
            name?: string;
            description?: string;
            allowed_address_pairs?: components["schemas"]["AddressPairRequest"][];
            security_groups?: (string | components["schemas"]["UrlReference"] | components["schemas"]["NameReference"])[];
        };
        PortsUpdateRequest: {
            name?: string;
            description?: string;
            allowed_address_pairs?: components["schemas"]["AddressPairRequest"][];
            security_groups?: (string | components["schemas"]["UrlReference"] | components["schemas"]["NameReference"])[];
        };
        PortsSetAllowedAddressPairsRequest: {
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
            project?: string;
            tenant?: string;
        };
        FloatingIpsAttachToPortRequest: {
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
            project: string;
            name: string;
            description?: string;
            size: number;
            type?: string;
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
            instance: string;
        };
        VolumesExtendRequest: {
            disk_size?: number;
            size?: number;
        };
        VolumesRetypeRequest: {
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
            kept_until?: (string) | null;
            metadata?: {
                [key: string]: unknown;
            };
        };
        SnapshotsUpdateRequest: {
            name?: string;
            description?: string;
            kept_until?: (string) | null;
            metadata?: {
                [key: string]: unknown;
            };
        };
        VolumesSnapshotRequest: {
            name: string;
            description?: string;
            kept_until?: (string) | null;
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
            schedule?: string;
            timezone?: string;
            retention_time?: number;
            maximal_number_of_resources?: number;
        };
        SnapshotSchedulesUpdateRequest: {
            name?: string;
            description?: string;
            schedule?: string;
            timezone?: string;
            retention_time?: number;
            maximal_number_of_resources?: number;
        };
        VolumesCreateSnapshotScheduleRequest: {
            name: string;
            description?: string;
            schedule: string;
            timezone?: string;
            retention_time: number;
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
            project?: string;
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
            subnet: string;
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
            customer: string;
            cloud?: string;
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
        };
        ProjectsUpdateRequest: {
            name: string;
            /** @default  */
            description: string;
            cloud?: string;
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
        };
        ProjectsPartialUpdateRequest: {
            name?: string;
            description?: string;
            cloud?: string;
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
        };
        MemberList: {
            next: string | null;
            previous: string | null;
            count: number;
            results: components["schemas"]["Member"][];
        };
        ProjectsAddUserRequest: {
            user: string;
            role: string;
            expiration_time?: string | null;
        };
        ProjectsUpdateUserRequest: {
            user: string;
            role: string;
            expiration_time?: string | null;
        };
        ProjectsDeleteUserRequest: {
            user: string;
            role: string;
        };
        CustomersAddUserRequest: {
            user: string;
            role: string;
            expiration_time?: string | null;
        };
        CustomersUpdateUserRequest: {
            user: string;
            role: string;
            expiration_time?: string | null;
        };
        CustomersDeleteUserRequest: {
            user: string;
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
            username: string;
            full_name?: string;
            email?: string | "";
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
            password: string;
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
            permissions?: ("ORDER.CREATE" | "ORDER.APPROVE" | "ORDER.REJECT" | "ORDER.CANCEL" | "ORDER.DESTROY" | "RESOURCE.UPDATE" | "RESOURCE.TERMINATE" | "INSTANCE.POWER" | "INSTANCE.CONSOLE" | "VOLUME.MANAGE" | "NETWORK.MANAGE" | "IMAGE.MANAGE" | "PROJECT.CREATE" | "PROJECT.UPDATE" | "PROJECT.DELETE" | "PROJECT.MEMBERS" | "CUSTOMER.UPDATE" | "CUSTOMER.MEMBERS" | "ACCOUNT.UPDATE" | "CLOUD.OPERATE")[] | null;
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
            scopes: ("ORDER.CREATE" | "ORDER.APPROVE" | "ORDER.REJECT" | "ORDER.CANCEL" | "ORDER.DESTROY" | "RESOURCE.UPDATE" | "RESOURCE.TERMINATE" | "INSTANCE.POWER" | "INSTANCE.CONSOLE" | "VOLUME.MANAGE" | "NETWORK.MANAGE" | "IMAGE.MANAGE" | "PROJECT.CREATE" | "PROJECT.UPDATE" | "PROJECT.DELETE" | "PROJECT.MEMBERS" | "CUSTOMER.UPDATE" | "CUSTOMER.MEMBERS" | "ACCOUNT.UPDATE" | "CLOUD.OPERATE")[];
            expires_at: string;
            allowed_scopes?: components["schemas"]["TokenProjectRequest"][];
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
            link: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    version_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": "0.1.0"
                     *     }
                     */
                    "application/json": components["schemas"]["Version"];
                };
            };
        };
    };
    status_retrieve: {
        parameters: {
            query?: {
                after?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": "0.1.0",
                     *       "driver": "qemu",
                     *       "home": "/var/lib/slipway",
                     *       "accelerator": "kvm",
                     *       "evidence": "A guest booted with KVM.",
                     *       "floating_pool": "203.0.113.0/24",
                     *       "database": "own PostgreSQL in the state directory",
                     *       "settings": [
                     *         {
                     *           "key": "driver",
                     *           "value": "qemu",
                     *           "source": "default"
                     *         }
                     *       ],
                     *       "preparation": {
                     *         "seq": 7,
                     *         "state": "done",
                     *         "message": "The host is ready.",
                     *         "fraction": 1,
                     *         "error": null
                     *       },
                     *       "counts": {
                     *         "instances": 1,
                     *         "running": 1,
                     *         "orders_executing": 0
                     *       },
                     *       "started": "2026-02-05T09:30:00.000Z",
                     *       "host": null
                     *     }
                     */
                    "application/json": components["schemas"]["Status"];
                };
            };
        };
    };
    doctor_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true,
                     *       "checks": [
                     *         {
                     *           "name": "memory",
                     *           "ok": true,
                     *           "detail": "20480 MiB are free.",
                     *           "remedy": ""
                     *         }
                     *       ],
                     *       "orphans": [],
                     *       "missing": []
                     *     }
                     */
                    "application/json": components["schemas"]["Diagnosis"];
                };
            };
        };
    };
    doctor_fix: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DoctorFixRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "removed": [
                     *         {
                     *           "kind": "port",
                     *           "id": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *           "detail": "tap7"
                     *         }
                     *       ],
                     *       "trashed": [
                     *         {
                     *           "kind": "volume",
                     *           "id": "0f8fad5b-d9cb-469f-a165-708677289524",
                     *           "detail": "0f8fad5b-d9cb-469f-a165-708677289524"
                     *         }
                     *       ],
                     *       "kept": [],
                     *       "failed": []
                     *     }
                     */
                    "application/json": components["schemas"]["Repair"];
                };
            };
        };
    };
    doctor_trash_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "kind": "volume",
                     *         "id": "0f8fad5b-d9cb-469f-a165-708677289524",
                     *         "detail": "0f8fad5b-d9cb-469f-a165-708677289524",
                     *         "uuid": "0b4b6f6c-0c6f-4a53-8a5e-7d9d3a1f2b10",
                     *         "at": "2026-02-05T09:31:00.000Z",
                     *         "kept_until": "2026-03-07T09:31:00.000Z",
                     *         "bytes": 196608,
                     *         "places": [
                     *           "volumes/0f8fad5b-d9cb-469f-a165-708677289524.qcow2",
                     *           "volumes/0f8fad5b-d9cb-469f-a165-708677289524.json"
                     *         ]
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Trashed"][];
                };
            };
        };
    };
    doctor_trash_restore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Order has been approved."
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    doctor_receipts_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "kind": "process",
                     *         "detail": "qemu-system-x86_64, pid 4711"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["OwnedObject"][];
                };
            };
        };
    };
    backups_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "made": "2026-02-05T09:31:00.000Z",
                     *         "occasion": "daily",
                     *         "path": "/var/lib/slipway/backups/2026-11-01T12-01-00.000Z-daily.backup",
                     *         "bytes": 196608
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Backup"][];
                };
            };
        };
    };
    backups_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "made": "2026-02-05T09:31:00.000Z",
                     *         "occasion": "daily",
                     *         "path": "/var/lib/slipway/backups/2026-11-01T12-01-00.000Z-daily.backup",
                     *         "bytes": 196608
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Backup"][];
                };
            };
        };
    };
    clouds_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "name": "main",
                     *         "driver": "qemu",
                     *         "is_default": true,
                     *         "state": "ok",
                     *         "accelerator": "kvm"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Cloud"][];
                };
            };
        };
    };
    clouds_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "main",
                     *       "driver": "qemu",
                     *       "is_default": true,
                     *       "state": "ok",
                     *       "accelerator": "kvm",
                     *       "evidence": "A guest booted with KVM.",
                     *       "error": null,
                     *       "vcpus": 12,
                     *       "memory": 65536,
                     *       "room": {
                     *         "total": 409600,
                     *         "free": 307200,
                     *         "promised": 20480,
                     *         "headroom": 20480,
                     *         "left": 266240,
                     *         "level": "ok"
                     *       },
                     *       "floating_ips_left": 240,
                     *       "projects": 2,
                     *       "vms": 1
                     *     }
                     */
                    "application/json": components["schemas"]["CloudDetails"];
                };
            };
        };
    };
    clouds_doctor_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true,
                     *       "checks": [
                     *         {
                     *           "name": "memory",
                     *           "ok": true,
                     *           "detail": "20480 MiB are free.",
                     *           "remedy": ""
                     *         }
                     *       ],
                     *       "orphans": [],
                     *       "missing": []
                     *     }
                     */
                    "application/json": components["schemas"]["Diagnosis"];
                };
            };
        };
    };
    log_list: {
        parameters: {
            query?: {
                lines?: number;
                level?: "trace" | "debug" | "info" | "warn" | "error";
                request?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "time": "2026-02-05T09:31:00.000Z",
                     *         "level": "info",
                     *         "message": "the web console is ready",
                     *         "fields": {
                     *           "request_id": "7c427212-2335-404f-9e0e-f73458f44fad"
                     *         }
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["LogLine"][];
                };
            };
        };
    };
    marketplace_orders_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                state?: ("Creating" | "Success" | "Succeeded" | "Erred" | "Canceled") | ("Creating" | "Success" | "Succeeded" | "Erred" | "Canceled")[];
                type?: ("Create" | "Update" | "Terminate") | ("Create" | "Update" | "Terminate")[];
                project_uuid?: string | string[];
                customer_uuid?: string | string[];
                provider_uuid?: string | string[];
                offering?: string | string[];
                offering_uuid?: string | string[];
                offering_type?: string | string[];
                category_uuid?: string | string[];
                resource?: string | string[];
                resource_uuid?: string | string[];
                resource_name?: string;
                query?: string;
                created?: string;
                created_before?: string;
                modified?: string;
                modified_before?: string;
                parent_offering_uuid?: string | string[];
                offering_slug?: string | string[];
                slug?: string;
                was_auto_approved?: string;
                can_approve_as_consumer?: string;
                can_approve_as_provider?: string;
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728951f",
                     *           "order_uuid": "0f8fad5b-d9cb-469f-a165-70867728951f",
                     *           "url": "https://cloud.example/api/marketplace-orders/0f8fad5b-d9cb-469f-a165-70867728951f/",
                     *           "slug": "web-1",
                     *           "type": "Create",
                     *           "state": "Success",
                     *           "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "project_name": "Web site",
                     *           "project_slug": "web-site",
                     *           "project_description": "The web site",
                     *           "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_name": "Acme",
                     *           "customer_slug": "acme",
                     *           "provider_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "provider_name": "Acme",
                     *           "provider_slug": "acme",
                     *           "category_uuid": "0f8fad5b-d9cb-469f-a165-708677289513",
                     *           "category_title": "Virtual machines",
                     *           "category_icon": "",
                     *           "offering": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *           "offering_uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *           "offering_name": "Virtual machine",
                     *           "offering_description": "A VM of the flavor you choose",
                     *           "offering_type": "OpenStack.Instance",
                     *           "offering_image": null,
                     *           "offering_thumbnail": null,
                     *           "offering_shared": true,
                     *           "offering_billable": false,
                     *           "offering_plugin_options": {},
                     *           "plan": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *           "plan_uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *           "plan_name": "Hourly",
                     *           "plan_description": "By the hour",
                     *           "plan_unit": "hour",
                     *           "old_plan_uuid": null,
                     *           "old_plan_name": null,
                     *           "new_plan_uuid": null,
                     *           "new_plan_name": null,
                     *           "cost": "0.0250000000",
                     *           "old_cost_estimate": 0,
                     *           "new_cost_estimate": null,
                     *           "fixed_price": 0,
                     *           "activation_price": 0,
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "modified": "2026-02-05T09:30:09.000Z",
                     *           "completed_at": "2026-02-05T09:30:09.000Z",
                     *           "start_date": null,
                     *           "created_by": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *           "created_by_username": "ada",
                     *           "created_by_full_name": "Ada Lovelace",
                     *           "created_by_civil_number": null,
                     *           "consumer_reviewed_at": null,
                     *           "consumer_reviewed_by": null,
                     *           "consumer_reviewed_by_username": null,
                     *           "consumer_reviewed_by_full_name": null,
                     *           "provider_reviewed_at": null,
                     *           "provider_reviewed_by": null,
                     *           "provider_reviewed_by_username": null,
                     *           "provider_reviewed_by_full_name": null,
                     *           "resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "resource_type": "OpenStack.Instance",
                     *           "marketplace_resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "resource_name": "web-1",
                     *           "attributes": {
                     *             "name": "web-1",
                     *             "image": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *             "flavor": "0f8fad5b-d9cb-469f-a165-708677289516",
                     *             "system_volume_size": 4096
                     *           },
                     *           "limits": {},
                     *           "request_comment": null,
                     *           "termination_comment": null,
                     *           "attachment": null,
                     *           "callback_url": null,
                     *           "issue": null,
                     *           "order_subtype": null,
                     *           "backend_id": "",
                     *           "output": "",
                     *           "awaits_approval": false,
                     *           "undoing": false,
                     *           "can_terminate": false,
                     *           "error_message": "",
                     *           "error_traceback": "",
                     *           "error": null,
                     *           "request_id": "0f8fad5b-d9cb-469f-a165-70867728952c"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OrderItemList"];
                };
            };
        };
    };
    marketplace_orders_create: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrdersCreateRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728951f",
                     *       "order_uuid": "0f8fad5b-d9cb-469f-a165-70867728951f",
                     *       "url": "https://cloud.example/api/marketplace-orders/0f8fad5b-d9cb-469f-a165-70867728951f/",
                     *       "slug": "web-1",
                     *       "type": "Create",
                     *       "state": "Creating",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_slug": "web-site",
                     *       "project_description": "The web site",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_slug": "acme",
                     *       "provider_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "provider_name": "Acme",
                     *       "provider_slug": "acme",
                     *       "category_uuid": "0f8fad5b-d9cb-469f-a165-708677289513",
                     *       "category_title": "Virtual machines",
                     *       "category_icon": "",
                     *       "offering": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "offering_uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "offering_name": "Virtual machine",
                     *       "offering_description": "A VM of the flavor you choose",
                     *       "offering_type": "OpenStack.Instance",
                     *       "offering_image": null,
                     *       "offering_thumbnail": null,
                     *       "offering_shared": true,
                     *       "offering_billable": false,
                     *       "offering_plugin_options": {},
                     *       "plan": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *       "plan_uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *       "plan_name": "Hourly",
                     *       "plan_description": "By the hour",
                     *       "plan_unit": "hour",
                     *       "old_plan_uuid": null,
                     *       "old_plan_name": null,
                     *       "new_plan_uuid": null,
                     *       "new_plan_name": null,
                     *       "cost": "0.0250000000",
                     *       "old_cost_estimate": 0,
                     *       "new_cost_estimate": null,
                     *       "fixed_price": 0,
                     *       "activation_price": 0,
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "completed_at": null,
                     *       "start_date": null,
                     *       "created_by": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *       "created_by_username": "ada",
                     *       "created_by_full_name": "Ada Lovelace",
                     *       "created_by_civil_number": null,
                     *       "consumer_reviewed_at": null,
                     *       "consumer_reviewed_by": null,
                     *       "consumer_reviewed_by_username": null,
                     *       "consumer_reviewed_by_full_name": null,
                     *       "provider_reviewed_at": null,
                     *       "provider_reviewed_by": null,
                     *       "provider_reviewed_by_username": null,
                     *       "provider_reviewed_by_full_name": null,
                     *       "resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "resource_type": "OpenStack.Instance",
                     *       "marketplace_resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "resource_name": "web-1",
                     *       "attributes": {
                     *         "name": "web-1",
                     *         "image": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *         "flavor": "0f8fad5b-d9cb-469f-a165-708677289516",
                     *         "system_volume_size": 4096
                     *       },
                     *       "limits": {},
                     *       "request_comment": null,
                     *       "termination_comment": null,
                     *       "attachment": null,
                     *       "callback_url": null,
                     *       "issue": null,
                     *       "order_subtype": null,
                     *       "backend_id": "",
                     *       "output": "",
                     *       "awaits_approval": false,
                     *       "undoing": false,
                     *       "can_terminate": true,
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "error": null,
                     *       "request_id": "0f8fad5b-d9cb-469f-a165-70867728952c",
                     *       "ready": null,
                     *       "progress": 0,
                     *       "elapsed_ms": 6,
                     *       "remaining_ms": 8336,
                     *       "warnings": [],
                     *       "steps": []
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
                };
            };
        };
    };
    marketplace_orders_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                state?: ("Creating" | "Success" | "Succeeded" | "Erred" | "Canceled") | ("Creating" | "Success" | "Succeeded" | "Erred" | "Canceled")[];
                type?: ("Create" | "Update" | "Terminate") | ("Create" | "Update" | "Terminate")[];
                project_uuid?: string | string[];
                customer_uuid?: string | string[];
                provider_uuid?: string | string[];
                offering?: string | string[];
                offering_uuid?: string | string[];
                offering_type?: string | string[];
                category_uuid?: string | string[];
                resource?: string | string[];
                resource_uuid?: string | string[];
                resource_name?: string;
                query?: string;
                created?: string;
                created_before?: string;
                modified?: string;
                modified_before?: string;
                parent_offering_uuid?: string | string[];
                offering_slug?: string | string[];
                slug?: string;
                was_auto_approved?: string;
                can_approve_as_consumer?: string;
                can_approve_as_provider?: string;
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    marketplace_orders_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728951f",
                     *       "order_uuid": "0f8fad5b-d9cb-469f-a165-70867728951f",
                     *       "url": "https://cloud.example/api/marketplace-orders/0f8fad5b-d9cb-469f-a165-70867728951f/",
                     *       "slug": "web-1",
                     *       "type": "Create",
                     *       "state": "Success",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_slug": "web-site",
                     *       "project_description": "The web site",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_slug": "acme",
                     *       "provider_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "provider_name": "Acme",
                     *       "provider_slug": "acme",
                     *       "category_uuid": "0f8fad5b-d9cb-469f-a165-708677289513",
                     *       "category_title": "Virtual machines",
                     *       "category_icon": "",
                     *       "offering": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "offering_uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "offering_name": "Virtual machine",
                     *       "offering_description": "A VM of the flavor you choose",
                     *       "offering_type": "OpenStack.Instance",
                     *       "offering_image": null,
                     *       "offering_thumbnail": null,
                     *       "offering_shared": true,
                     *       "offering_billable": false,
                     *       "offering_plugin_options": {},
                     *       "plan": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *       "plan_uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *       "plan_name": "Hourly",
                     *       "plan_description": "By the hour",
                     *       "plan_unit": "hour",
                     *       "old_plan_uuid": null,
                     *       "old_plan_name": null,
                     *       "new_plan_uuid": null,
                     *       "new_plan_name": null,
                     *       "cost": "0.0250000000",
                     *       "old_cost_estimate": 0,
                     *       "new_cost_estimate": null,
                     *       "fixed_price": 0,
                     *       "activation_price": 0,
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "completed_at": "2026-02-05T09:30:09.000Z",
                     *       "start_date": null,
                     *       "created_by": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *       "created_by_username": "ada",
                     *       "created_by_full_name": "Ada Lovelace",
                     *       "created_by_civil_number": null,
                     *       "consumer_reviewed_at": null,
                     *       "consumer_reviewed_by": null,
                     *       "consumer_reviewed_by_username": null,
                     *       "consumer_reviewed_by_full_name": null,
                     *       "provider_reviewed_at": null,
                     *       "provider_reviewed_by": null,
                     *       "provider_reviewed_by_username": null,
                     *       "provider_reviewed_by_full_name": null,
                     *       "resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "resource_type": "OpenStack.Instance",
                     *       "marketplace_resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "resource_name": "web-1",
                     *       "attributes": {
                     *         "name": "web-1",
                     *         "image": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *         "flavor": "0f8fad5b-d9cb-469f-a165-708677289516",
                     *         "system_volume_size": 4096
                     *       },
                     *       "limits": {},
                     *       "request_comment": null,
                     *       "termination_comment": null,
                     *       "attachment": null,
                     *       "callback_url": null,
                     *       "issue": null,
                     *       "order_subtype": null,
                     *       "backend_id": "",
                     *       "output": "",
                     *       "awaits_approval": false,
                     *       "undoing": false,
                     *       "can_terminate": false,
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "error": null,
                     *       "request_id": "0f8fad5b-d9cb-469f-a165-70867728952c",
                     *       "ready": true,
                     *       "progress": 1,
                     *       "elapsed_ms": 8342,
                     *       "remaining_ms": null,
                     *       "warnings": [],
                     *       "steps": [
                     *         {
                     *           "name": "reserve",
                     *           "title": "Reserve addresses and quota",
                     *           "state": "done",
                     *           "attempt": 1,
                     *           "started": "2026-02-05T09:30:00.000Z",
                     *           "finished": "2026-02-05T09:30:00.018Z",
                     *           "duration_ms": 18,
                     *           "progress": 1,
                     *           "message": "",
                     *           "estimate_ms": 18,
                     *           "error": null
                     *         },
                     *         {
                     *           "name": "image",
                     *           "title": "Make the image ready",
                     *           "state": "done",
                     *           "attempt": 1,
                     *           "started": "2026-02-05T09:30:00.018Z",
                     *           "finished": "2026-02-05T09:30:00.022Z",
                     *           "duration_ms": 4,
                     *           "progress": 1,
                     *           "message": "",
                     *           "estimate_ms": 4,
                     *           "error": null
                     *         },
                     *         {
                     *           "name": "network",
                     *           "title": "Connect the network",
                     *           "state": "done",
                     *           "attempt": 1,
                     *           "started": "2026-02-05T09:30:00.022Z",
                     *           "finished": "2026-02-05T09:30:00.332Z",
                     *           "duration_ms": 310,
                     *           "progress": 1,
                     *           "message": "",
                     *           "estimate_ms": 310,
                     *           "error": null
                     *         },
                     *         {
                     *           "name": "volumes",
                     *           "title": "Prepare the disks",
                     *           "state": "done",
                     *           "attempt": 1,
                     *           "started": "2026-02-05T09:30:00.332Z",
                     *           "finished": "2026-02-05T09:30:00.452Z",
                     *           "duration_ms": 120,
                     *           "progress": 1,
                     *           "message": "",
                     *           "estimate_ms": 120,
                     *           "error": null
                     *         },
                     *         {
                     *           "name": "guest",
                     *           "title": "Start the guest",
                     *           "state": "done",
                     *           "attempt": 1,
                     *           "started": "2026-02-05T09:30:00.452Z",
                     *           "finished": "2026-02-05T09:30:01.092Z",
                     *           "duration_ms": 640,
                     *           "progress": 1,
                     *           "message": "",
                     *           "estimate_ms": 640,
                     *           "error": null
                     *         },
                     *         {
                     *           "name": "ready",
                     *           "title": "Wait until it answers",
                     *           "state": "done",
                     *           "attempt": 1,
                     *           "started": "2026-02-05T09:30:01.092Z",
                     *           "finished": "2026-02-05T09:30:08.342Z",
                     *           "duration_ms": 7250,
                     *           "progress": 1,
                     *           "message": "",
                     *           "estimate_ms": 7250,
                     *           "error": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
                };
            };
        };
    };
    marketplace_orders_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrdersUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728951f",
                     *       "order_uuid": "0f8fad5b-d9cb-469f-a165-70867728951f",
                     *       "url": "https://cloud.example/api/marketplace-orders/0f8fad5b-d9cb-469f-a165-70867728951f/",
                     *       "slug": "web-1",
                     *       "type": "Create",
                     *       "state": "Creating",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_slug": "web-site",
                     *       "project_description": "The web site",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_slug": "acme",
                     *       "provider_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "provider_name": "Acme",
                     *       "provider_slug": "acme",
                     *       "category_uuid": "0f8fad5b-d9cb-469f-a165-708677289513",
                     *       "category_title": "Virtual machines",
                     *       "category_icon": "",
                     *       "offering": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "offering_uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "offering_name": "Virtual machine",
                     *       "offering_description": "A VM of the flavor you choose",
                     *       "offering_type": "OpenStack.Instance",
                     *       "offering_image": null,
                     *       "offering_thumbnail": null,
                     *       "offering_shared": true,
                     *       "offering_billable": false,
                     *       "offering_plugin_options": {},
                     *       "plan": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *       "plan_uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *       "plan_name": "Hourly",
                     *       "plan_description": "By the hour",
                     *       "plan_unit": "hour",
                     *       "old_plan_uuid": null,
                     *       "old_plan_name": null,
                     *       "new_plan_uuid": null,
                     *       "new_plan_name": null,
                     *       "cost": "0.0250000000",
                     *       "old_cost_estimate": 0,
                     *       "new_cost_estimate": null,
                     *       "fixed_price": 0,
                     *       "activation_price": 0,
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "completed_at": null,
                     *       "start_date": null,
                     *       "created_by": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *       "created_by_username": "ada",
                     *       "created_by_full_name": "Ada Lovelace",
                     *       "created_by_civil_number": null,
                     *       "consumer_reviewed_at": null,
                     *       "consumer_reviewed_by": null,
                     *       "consumer_reviewed_by_username": null,
                     *       "consumer_reviewed_by_full_name": null,
                     *       "provider_reviewed_at": null,
                     *       "provider_reviewed_by": null,
                     *       "provider_reviewed_by_username": null,
                     *       "provider_reviewed_by_full_name": null,
                     *       "resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "resource_type": "OpenStack.Instance",
                     *       "marketplace_resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "resource_name": "web-1",
                     *       "attributes": {
                     *         "name": "web-1",
                     *         "image": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *         "flavor": "0f8fad5b-d9cb-469f-a165-708677289516",
                     *         "system_volume_size": 4096
                     *       },
                     *       "limits": {},
                     *       "request_comment": null,
                     *       "termination_comment": null,
                     *       "attachment": null,
                     *       "callback_url": null,
                     *       "issue": null,
                     *       "order_subtype": null,
                     *       "backend_id": "",
                     *       "output": "",
                     *       "awaits_approval": true,
                     *       "undoing": false,
                     *       "can_terminate": true,
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "error": null,
                     *       "request_id": "0f8fad5b-d9cb-469f-a165-70867728952c",
                     *       "ready": null,
                     *       "progress": 0,
                     *       "elapsed_ms": 0,
                     *       "remaining_ms": null,
                     *       "warnings": [],
                     *       "steps": []
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
                };
            };
        };
    };
    marketplace_orders_destroy: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    marketplace_orders_partial_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrdersPartialUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728951f",
                     *       "order_uuid": "0f8fad5b-d9cb-469f-a165-70867728951f",
                     *       "url": "https://cloud.example/api/marketplace-orders/0f8fad5b-d9cb-469f-a165-70867728951f/",
                     *       "slug": "web-1",
                     *       "type": "Create",
                     *       "state": "Creating",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_slug": "web-site",
                     *       "project_description": "The web site",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_slug": "acme",
                     *       "provider_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "provider_name": "Acme",
                     *       "provider_slug": "acme",
                     *       "category_uuid": "0f8fad5b-d9cb-469f-a165-708677289513",
                     *       "category_title": "Virtual machines",
                     *       "category_icon": "",
                     *       "offering": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "offering_uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "offering_name": "Virtual machine",
                     *       "offering_description": "A VM of the flavor you choose",
                     *       "offering_type": "OpenStack.Instance",
                     *       "offering_image": null,
                     *       "offering_thumbnail": null,
                     *       "offering_shared": true,
                     *       "offering_billable": false,
                     *       "offering_plugin_options": {},
                     *       "plan": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *       "plan_uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *       "plan_name": "Hourly",
                     *       "plan_description": "By the hour",
                     *       "plan_unit": "hour",
                     *       "old_plan_uuid": null,
                     *       "old_plan_name": null,
                     *       "new_plan_uuid": null,
                     *       "new_plan_name": null,
                     *       "cost": "0.0250000000",
                     *       "old_cost_estimate": 0,
                     *       "new_cost_estimate": null,
                     *       "fixed_price": 0,
                     *       "activation_price": 0,
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "completed_at": null,
                     *       "start_date": null,
                     *       "created_by": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *       "created_by_username": "ada",
                     *       "created_by_full_name": "Ada Lovelace",
                     *       "created_by_civil_number": null,
                     *       "consumer_reviewed_at": null,
                     *       "consumer_reviewed_by": null,
                     *       "consumer_reviewed_by_username": null,
                     *       "consumer_reviewed_by_full_name": null,
                     *       "provider_reviewed_at": null,
                     *       "provider_reviewed_by": null,
                     *       "provider_reviewed_by_username": null,
                     *       "provider_reviewed_by_full_name": null,
                     *       "resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "resource_type": "OpenStack.Instance",
                     *       "marketplace_resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "resource_name": "web-1",
                     *       "attributes": {
                     *         "name": "web-1",
                     *         "image": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *         "flavor": "0f8fad5b-d9cb-469f-a165-708677289516",
                     *         "system_volume_size": 4096
                     *       },
                     *       "limits": {},
                     *       "request_comment": null,
                     *       "termination_comment": null,
                     *       "attachment": null,
                     *       "callback_url": null,
                     *       "issue": null,
                     *       "order_subtype": null,
                     *       "backend_id": "",
                     *       "output": "",
                     *       "awaits_approval": true,
                     *       "undoing": false,
                     *       "can_terminate": true,
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "error": null,
                     *       "request_id": "0f8fad5b-d9cb-469f-a165-70867728952c",
                     *       "ready": null,
                     *       "progress": 0,
                     *       "elapsed_ms": 0,
                     *       "remaining_ms": null,
                     *       "warnings": [],
                     *       "steps": []
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
                };
            };
        };
    };
    marketplace_orders_approve_by_consumer: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Order has been approved."
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    marketplace_orders_reject_by_consumer: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrdersRejectByConsumerRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Order has been approved."
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    marketplace_orders_approve_by_provider: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    marketplace_orders_reject_by_provider: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    marketplace_orders_retry: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728951f",
                     *       "order_uuid": "0f8fad5b-d9cb-469f-a165-70867728951f",
                     *       "url": "https://cloud.example/api/marketplace-orders/0f8fad5b-d9cb-469f-a165-70867728951f/",
                     *       "slug": "web-1",
                     *       "type": "Create",
                     *       "state": "Creating",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_slug": "web-site",
                     *       "project_description": "The web site",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_slug": "acme",
                     *       "provider_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "provider_name": "Acme",
                     *       "provider_slug": "acme",
                     *       "category_uuid": "0f8fad5b-d9cb-469f-a165-708677289513",
                     *       "category_title": "Virtual machines",
                     *       "category_icon": "",
                     *       "offering": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "offering_uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "offering_name": "Virtual machine",
                     *       "offering_description": "A VM of the flavor you choose",
                     *       "offering_type": "OpenStack.Instance",
                     *       "offering_image": null,
                     *       "offering_thumbnail": null,
                     *       "offering_shared": true,
                     *       "offering_billable": false,
                     *       "offering_plugin_options": {},
                     *       "plan": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *       "plan_uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *       "plan_name": "Hourly",
                     *       "plan_description": "By the hour",
                     *       "plan_unit": "hour",
                     *       "old_plan_uuid": null,
                     *       "old_plan_name": null,
                     *       "new_plan_uuid": null,
                     *       "new_plan_name": null,
                     *       "cost": "0.0250000000",
                     *       "old_cost_estimate": 0,
                     *       "new_cost_estimate": null,
                     *       "fixed_price": 0,
                     *       "activation_price": 0,
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "completed_at": null,
                     *       "start_date": null,
                     *       "created_by": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *       "created_by_username": "ada",
                     *       "created_by_full_name": "Ada Lovelace",
                     *       "created_by_civil_number": null,
                     *       "consumer_reviewed_at": null,
                     *       "consumer_reviewed_by": null,
                     *       "consumer_reviewed_by_username": null,
                     *       "consumer_reviewed_by_full_name": null,
                     *       "provider_reviewed_at": null,
                     *       "provider_reviewed_by": null,
                     *       "provider_reviewed_by_username": null,
                     *       "provider_reviewed_by_full_name": null,
                     *       "resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "resource_type": "OpenStack.Instance",
                     *       "marketplace_resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "resource_name": "web-1",
                     *       "attributes": {
                     *         "name": "web-1",
                     *         "image": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *         "flavor": "0f8fad5b-d9cb-469f-a165-708677289516",
                     *         "system_volume_size": 4096
                     *       },
                     *       "limits": {},
                     *       "request_comment": null,
                     *       "termination_comment": null,
                     *       "attachment": null,
                     *       "callback_url": null,
                     *       "issue": null,
                     *       "order_subtype": null,
                     *       "backend_id": "",
                     *       "output": "",
                     *       "awaits_approval": false,
                     *       "undoing": false,
                     *       "can_terminate": true,
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "error": null,
                     *       "request_id": "0f8fad5b-d9cb-469f-a165-70867728952c",
                     *       "ready": null,
                     *       "progress": 0,
                     *       "elapsed_ms": 6,
                     *       "remaining_ms": 8336,
                     *       "warnings": [],
                     *       "steps": []
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
                };
            };
        };
    };
    marketplace_orders_cancel: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    marketplace_orders_unlink: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    marketplace_orders_resource_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resource"] | components["schemas"]["VolumeResource"];
                };
            };
        };
    };
    marketplace_orders_offering_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "url": "https://cloud.example/api/marketplace-public-offerings/0f8fad5b-d9cb-469f-a165-708677289514/",
                     *       "name": "Virtual machine",
                     *       "slug": "virtual-machine",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "state": "Active",
                     *       "type": "OpenStack.Instance",
                     *       "scope": "https://cloud.example/api/openstack-tenants/0f8fad5b-d9cb-469f-a165-70867728950f/",
                     *       "scope_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "scope_name": "Web site",
                     *       "scope_state": "OK",
                     *       "scope_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "category": "https://cloud.example/api/marketplace-categories/0f8fad5b-d9cb-469f-a165-708677289513/",
                     *       "category_uuid": "0f8fad5b-d9cb-469f-a165-708677289513",
                     *       "category_title": "Virtual machines",
                     *       "flavor": null,
                     *       "plans": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *           "url": "https://cloud.example/api/marketplace-public-offerings/0f8fad5b-d9cb-469f-a165-708677289514/plans/0f8fad5b-d9cb-469f-a165-708677289515/",
                     *           "name": "Hourly",
                     *           "unit": "hour",
                     *           "unit_price": "0.0250000000",
                     *           "article_code": "",
                     *           "max_amount": null,
                     *           "archived": false,
                     *           "is_active": true,
                     *           "init_price": 0,
                     *           "switch_price": 0,
                     *           "backend_id": "",
                     *           "organization_groups": [],
                     *           "components": [
                     *             {
                     *               "type": "cores",
                     *               "name": "Cores",
                     *               "measured_unit": "cores",
                     *               "amount": 0,
                     *               "price": "0.0000000000",
                     *               "future_price": null,
                     *               "discount_threshold": null,
                     *               "discount_rate": null
                     *             }
                     *           ],
                     *           "prices": {
                     *             "cores": "0.0000000000",
                     *             "ram": "0.0000000000",
                     *             "storage": "0.0000000000"
                     *           },
                     *           "future_prices": {
                     *             "cores": null,
                     *             "ram": null,
                     *             "storage": null
                     *           },
                     *           "quotas": {
                     *             "cores": 0,
                     *             "ram": 0,
                     *             "storage": 0
                     *           },
                     *           "resources_count": 1,
                     *           "plan_type": "fixed",
                     *           "minimal_price": 0.025
                     *         }
                     *       ],
                     *       "components": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728952b",
                     *           "type": "cores",
                     *           "name": "Cores",
                     *           "billing_type": "fixed",
                     *           "measured_unit": "cores",
                     *           "unit_factor": 1,
                     *           "factor": 1,
                     *           "article_code": "",
                     *           "limit_period": "month",
                     *           "limit_amount": null,
                     *           "max_value": null,
                     *           "min_value": null,
                     *           "max_available_limit": null,
                     *           "default_limit": null,
                     *           "is_boolean": false,
                     *           "is_builtin": true,
                     *           "is_prepaid": false,
                     *           "overage_component": null,
                     *           "min_prepaid_duration": null,
                     *           "max_prepaid_duration": null
                     *         }
                     *       ],
                     *       "quotas": [
                     *         {
                     *           "name": "vcpu",
                     *           "usage": 1,
                     *           "limit": 40
                     *         }
                     *       ],
                     *       "order_count": 1,
                     *       "shared": true,
                     *       "billable": false,
                     *       "is_accessible": true,
                     *       "user_has_consent": false,
                     *       "has_compliance_requirements": false,
                     *       "billing_type_classification": "mixed",
                     *       "parent_uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "parent_name": "Virtual machine",
                     *       "parent_description": "A VM of the flavor you choose",
                     *       "full_description": "",
                     *       "privacy_policy_link": "",
                     *       "access_url": "",
                     *       "vendor_details": "",
                     *       "getting_started": "",
                     *       "integration_guide": "",
                     *       "paused_reason": "",
                     *       "datacite_doi": "",
                     *       "country": "",
                     *       "backend_id": "",
                     *       "citation_count": -1,
                     *       "attributes": {},
                     *       "options": {},
                     *       "resource_options": {},
                     *       "plugin_options": {},
                     *       "backend_metadata": {},
                     *       "endpoints": [],
                     *       "software_catalogs": [],
                     *       "partitions": [],
                     *       "roles": [],
                     *       "screenshots": [],
                     *       "files": [],
                     *       "organization_groups": [],
                     *       "tags": [],
                     *       "promotion_campaigns": [],
                     *       "thumbnail": null,
                     *       "image": null,
                     *       "latitude": null,
                     *       "longitude": null,
                     *       "total_customers": null,
                     *       "total_cost": null,
                     *       "total_cost_estimated": null,
                     *       "compliance_checklist": null,
                     *       "google_calendar_is_public": null,
                     *       "google_calendar_link": null
                     *     }
                     */
                    "application/json": components["schemas"]["PublicOffering"];
                };
            };
        };
    };
    marketplace_orders_events_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    marketplace_orders_preflight: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrdersPreflightRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "quote": "0f8fad5b-d9cb-469f-a165-708677289528",
                     *       "quote_expires": "2026-02-05T09:45:00.000Z",
                     *       "price": {
                     *         "plan": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *         "plan_uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *         "unit_price": "0.0250000000",
                     *         "unit": "hour"
                     *       },
                     *       "needs_approval": false,
                     *       "quotas": {
                     *         "instances": {
                     *           "limit": 20,
                     *           "needed": 1,
                     *           "left": 19
                     *         },
                     *         "vcpu": {
                     *           "limit": 40,
                     *           "needed": 1,
                     *           "left": 39
                     *         },
                     *         "ram": {
                     *           "limit": 65536,
                     *           "needed": 1024,
                     *           "left": 64512
                     *         },
                     *         "storage": {
                     *           "limit": 512000,
                     *           "needed": 4096,
                     *           "left": 507904
                     *         },
                     *         "floating_ips": {
                     *           "limit": 10,
                     *           "needed": 1,
                     *           "left": 9
                     *         }
                     *       },
                     *       "capacity": {
                     *         "vcpus": 12,
                     *         "memory_mib": 20480,
                     *         "disk_mib": 180224,
                     *         "floating_ips": 240
                     *       },
                     *       "estimate_ms": 8300,
                     *       "makes": {
                     *         "volumes": [
                     *           {
                     *             "name": "web-1",
                     *             "size": 4096
                     *           }
                     *         ],
                     *         "ports": 1,
                     *         "floating_ips": {
                     *           "new": 1,
                     *           "reused": 0
                     *         }
                     *       },
                     *       "warnings": []
                     *     }
                     */
                    "application/json": components["schemas"]["Preflight"];
                };
            };
        };
    };
    marketplace_resources_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                downscaled?: string;
                paused?: string;
                restrict_member_access?: string;
                limit_based?: string;
                usage_based?: string;
                offering_billable?: string;
                only_limit_based?: string;
                only_usage_based?: string;
                offering_shared?: string;
                state?: ("Creating" | "OK" | "Updating" | "Terminating" | "Erred" | "Terminated") | ("Creating" | "OK" | "Updating" | "Terminating" | "Erred" | "Terminated")[];
                provider_uuid?: string | string[];
                offering?: string | string[];
                offering_uuid?: string | string[];
                parent_offering_uuid?: string | string[];
                offering_slug?: string | string[];
                plan_uuid?: string | string[];
                scope?: string | string[];
                created?: string;
                created_before?: string;
                modified?: string;
                modified_before?: string;
                category_uuid?: string | string[];
                has_terminate_date?: string;
                order_state?: ("Creating" | "Success" | "Succeeded" | "Erred" | "Canceled") | ("Creating" | "Success" | "Succeeded" | "Erred" | "Canceled")[];
                runtime_state?: string | string[];
                slug?: string;
                image_name?: string;
                flavor_name?: string;
                metadata?: string | string[];
                is_attached?: string;
                offering_type?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "url": "https://cloud.example/api/marketplace-resources/0f8fad5b-d9cb-469f-a165-708677289520/",
                     *           "provider_name": "Slipway",
                     *           "provider_slug": "slipway",
                     *           "offering_image": null,
                     *           "offering_thumbnail": null,
                     *           "offering_plugin_options": {},
                     *           "offering_shared": true,
                     *           "offering_billable": false,
                     *           "offering_components": [],
                     *           "category_icon": "",
                     *           "project_end_date": null,
                     *           "options": null,
                     *           "report": [],
                     *           "endpoints": [],
                     *           "limit_usage": {},
                     *           "is_usage_based": false,
                     *           "is_limit_based": false,
                     *           "downscaled": false,
                     *           "paused": false,
                     *           "restrict_member_access": false,
                     *           "user_requires_reconsent": false,
                     *           "username": null,
                     *           "renewal_date": null,
                     *           "error_traceback": "",
                     *           "scope": "https://cloud.example/api/openstack-instances/0f8fad5b-d9cb-469f-a165-708677289520/",
                     *           "resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "backend_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "effective_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "slug": "web-1-0f8fad5b",
                     *           "backend_metadata": {
                     *             "state": "OK",
                     *             "runtime_state": "ACTIVE",
                     *             "action": "",
                     *             "instance_name": "web-1"
                     *           },
                     *           "attributes": {
                     *             "name": "web-1",
                     *             "image": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *             "flavor": "0f8fad5b-d9cb-469f-a165-708677289516",
                     *             "system_volume_size": 4096
                     *           },
                     *           "can_terminate": true,
                     *           "name": "web-1",
                     *           "metadata": {
                     *             "role": "web"
                     *           },
                     *           "state": "OK",
                     *           "runtime_state": "active",
                     *           "resource_type": "OpenStack.Instance",
                     *           "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "project_name": "Web site",
                     *           "project_description": "The web site",
                     *           "project_slug": "web-site",
                     *           "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_name": "Acme",
                     *           "customer_slug": "acme",
                     *           "provider_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "offering": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *           "offering_uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *           "offering_name": "Virtual machine",
                     *           "offering_description": "A VM of the flavor you choose",
                     *           "offering_slug": "virtual-machine",
                     *           "offering_type": "OpenStack.Instance",
                     *           "offering_state": "Active",
                     *           "category_uuid": "0f8fad5b-d9cb-469f-a165-708677289513",
                     *           "category_title": "Virtual machines",
                     *           "plan": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *           "plan_uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *           "plan_name": "Hourly",
                     *           "plan_unit": "hour",
                     *           "plan_description": "By the hour",
                     *           "image": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *           "image_name": "Debian 12",
                     *           "flavor": "0f8fad5b-d9cb-469f-a165-708677289516",
                     *           "flavor_name": "small",
                     *           "cores": 1,
                     *           "ram": 1024,
                     *           "disk": 4096,
                     *           "limits": {
                     *             "cores": 1,
                     *             "ram": 1024,
                     *             "disk": 4096
                     *           },
                     *           "usage": {
                     *             "cores": 0.04,
                     *             "ram": 212,
                     *             "disk_rate": 20480,
                     *             "network_rate": 1830
                     *           },
                     *           "current_usages": {
                     *             "cores": 0.04,
                     *             "ram": 212,
                     *             "disk_rate": 20480,
                     *             "network_rate": 1830
                     *           },
                     *           "end_date": null,
                     *           "end_date_requested_by": null,
                     *           "key_name": "ada@laptop",
                     *           "ssh_user": "debian",
                     *           "internal_ips": [
                     *             "10.0.0.11"
                     *           ],
                     *           "external_ips": [
                     *             "203.0.113.10"
                     *           ],
                     *           "ports": [
                     *             {
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *               "mac_address": "fa:16:3e:1d:4b:07",
                     *               "network": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *               "fixed_ips": [
                     *                 {
                     *                   "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *                   "subnet_name": "default",
                     *                   "subnet_cidr": "10.0.0.0/22",
                     *                   "ip_address": "10.0.0.11"
                     *                 }
                     *               ],
                     *               "floating_ip": {
                     *                 "uuid": "0f8fad5b-d9cb-469f-a165-708677289526",
                     *                 "address": "203.0.113.10"
                     *               },
                     *               "security_groups": [
                     *                 {
                     *                   "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *                   "name": "default"
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "volumes": [
                     *             {
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-708677289521",
                     *               "name": "web-1",
                     *               "size": 4096,
                     *               "bootable": true
                     *             }
                     *           ],
                     *           "readiness": {
                     *             "ready": true,
                     *             "stage": "ready",
                     *             "network": "2026-02-05T09:30:04.000Z",
                     *             "ssh": "2026-02-05T09:30:06.000Z",
                     *             "cloud_init": {
                     *               "result": "done",
                     *               "detail": "",
                     *               "at": "2026-02-05T09:30:09.000Z"
                     *             },
                     *             "host_keys": [
                     *               {
                     *                 "type": "ssh-ed25519",
                     *                 "public_key": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHc0bT2x7sV1mYkq0Y3jVh8Rb6cZpX9dF5gKuL4nWtQa",
                     *                 "fingerprint_sha256": "SHA256:Vb4dJkz0sE7hY2nQ9tRwXc5uMf1gLa8oPi3yT6vBmKs"
                     *               }
                     *             ]
                     *           },
                     *           "accelerator": "kvm",
                     *           "auto_restart": true,
                     *           "available_actions": [
                     *             "stop",
                     *             "restart",
                     *             "update",
                     *             "update_network",
                     *             "rebuild",
                     *             "backup",
                     *             "rescue",
                     *             "terminate"
                     *           ],
                     *           "unavailable_actions": {
                     *             "start": "Instance is already active.",
                     *             "change_flavor": "Please stop the instance before changing its flavor.",
                     *             "create_image": "Please stop the instance before an image is made of its disk.",
                     *             "unrescue": "The instance is not in rescue mode.",
                     *             "cancel": "Valid states for operation: UPDATING. The instance is OK."
                     *           },
                     *           "termination_protection": false,
                     *           "rescue_image": null,
                     *           "rescue_image_name": null,
                     *           "action": "",
                     *           "action_details": {},
                     *           "creation_order": {
                     *             "uuid": "0f8fad5b-d9cb-469f-a165-70867728951f",
                     *             "url": "https://cloud.example/api/marketplace-orders/0f8fad5b-d9cb-469f-a165-70867728951f/",
                     *             "type": "Create",
                     *             "state": "Success",
                     *             "error_message": "",
                     *             "created": "2026-02-05T09:30:00.000Z",
                     *             "completed_at": "2026-02-05T09:30:09.000Z",
                     *             "created_by_username": "ada"
                     *           },
                     *           "order_in_progress": null,
                     *           "last_sync": "2026-02-05T09:30:09.000Z",
                     *           "error_message": "",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "modified": "2026-02-05T09:30:09.000Z",
                     *           "start_time": "2026-02-05T09:30:01.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ResourceList"];
                };
            };
        };
    };
    marketplace_resources_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                downscaled?: string;
                paused?: string;
                restrict_member_access?: string;
                limit_based?: string;
                usage_based?: string;
                offering_billable?: string;
                only_limit_based?: string;
                only_usage_based?: string;
                offering_shared?: string;
                state?: ("Creating" | "OK" | "Updating" | "Terminating" | "Erred" | "Terminated") | ("Creating" | "OK" | "Updating" | "Terminating" | "Erred" | "Terminated")[];
                provider_uuid?: string | string[];
                offering?: string | string[];
                offering_uuid?: string | string[];
                parent_offering_uuid?: string | string[];
                offering_slug?: string | string[];
                plan_uuid?: string | string[];
                scope?: string | string[];
                created?: string;
                created_before?: string;
                modified?: string;
                modified_before?: string;
                category_uuid?: string | string[];
                has_terminate_date?: string;
                order_state?: ("Creating" | "Success" | "Succeeded" | "Erred" | "Canceled") | ("Creating" | "Success" | "Succeeded" | "Erred" | "Canceled")[];
                runtime_state?: string | string[];
                slug?: string;
                image_name?: string;
                flavor_name?: string;
                metadata?: string | string[];
                is_attached?: string;
                offering_type?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    marketplace_resources_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resource"] | components["schemas"]["VolumeResource"];
                };
            };
        };
    };
    marketplace_resources_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResourcesUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resource"] | components["schemas"]["VolumeResource"];
                };
            };
        };
    };
    marketplace_resources_destroy: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    marketplace_resources_partial_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResourcesPartialUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resource"] | components["schemas"]["VolumeResource"];
                };
            };
        };
    };
    marketplace_resources_set_end_date: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResourcesSetEndDateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "The end date has been set."
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    marketplace_resources_pull: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Pull operation was successfully scheduled."
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    marketplace_resources_unlink: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    marketplace_resources_actions_start: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "start was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    marketplace_resources_actions_stop: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "stop was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    marketplace_resources_actions_restart: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "restart was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    marketplace_resources_actions_change_flavor: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResourcesActionsChangeFlavorRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "change_flavor was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    marketplace_resources_actions_rebuild: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResourcesActionsRebuildRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "rebuild was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    marketplace_resources_actions_rescue: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResourcesActionsRescueRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "rescue was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    marketplace_resources_actions_unrescue: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "unrescue was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    marketplace_resources_actions_cancel: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "cancel was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    marketplace_resources_console_log_retrieve: {
        parameters: {
            query?: {
                length?: number;
            };
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
        };
    };
    marketplace_resources_console_log: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResourcesConsoleLogRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
        };
    };
    marketplace_resources_actions: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
                action: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "start was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    marketplace_resources_terminate: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResourcesTerminateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "order_uuid": "0f8fad5b-d9cb-469f-a165-708677289527",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289527"
                     *     }
                     */
                    "application/json": components["schemas"]["Termination"];
                };
            };
        };
    };
    marketplace_resources_team_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "url": "https://cloud.example/api/users/0f8fad5b-d9cb-469f-a165-708677289510/",
                     *         "uuid": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *         "username": "ada",
                     *         "full_name": "Ada Lovelace",
                     *         "email": "ada@acme.example",
                     *         "role": "PROJECT.ADMIN",
                     *         "expiration_time": null,
                     *         "offering_user_username": null,
                     *         "offering_user_state": null
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["TeamMember"][];
                };
            };
        };
    };
    marketplace_resources_plan_periods_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "uuid": "0f8fad5b-d9cb-469f-a165-70867728951f",
                     *         "plan_name": "Hourly",
                     *         "plan_uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *         "start": "2026-02-05T09:30:09.000Z",
                     *         "end": null,
                     *         "components": []
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["PlanPeriod"][];
                };
            };
        };
    };
    marketplace_resources_offering_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "url": "https://cloud.example/api/marketplace-public-offerings/0f8fad5b-d9cb-469f-a165-708677289514/",
                     *       "name": "Virtual machine",
                     *       "slug": "virtual-machine",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "state": "Active",
                     *       "type": "OpenStack.Instance",
                     *       "scope": "https://cloud.example/api/openstack-tenants/0f8fad5b-d9cb-469f-a165-70867728950f/",
                     *       "scope_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "scope_name": "Web site",
                     *       "scope_state": "OK",
                     *       "scope_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "category": "https://cloud.example/api/marketplace-categories/0f8fad5b-d9cb-469f-a165-708677289513/",
                     *       "category_uuid": "0f8fad5b-d9cb-469f-a165-708677289513",
                     *       "category_title": "Virtual machines",
                     *       "flavor": null,
                     *       "plans": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *           "url": "https://cloud.example/api/marketplace-public-offerings/0f8fad5b-d9cb-469f-a165-708677289514/plans/0f8fad5b-d9cb-469f-a165-708677289515/",
                     *           "name": "Hourly",
                     *           "unit": "hour",
                     *           "unit_price": "0.0250000000",
                     *           "article_code": "",
                     *           "max_amount": null,
                     *           "archived": false,
                     *           "is_active": true,
                     *           "init_price": 0,
                     *           "switch_price": 0,
                     *           "backend_id": "",
                     *           "organization_groups": [],
                     *           "components": [
                     *             {
                     *               "type": "cores",
                     *               "name": "Cores",
                     *               "measured_unit": "cores",
                     *               "amount": 0,
                     *               "price": "0.0000000000",
                     *               "future_price": null,
                     *               "discount_threshold": null,
                     *               "discount_rate": null
                     *             }
                     *           ],
                     *           "prices": {
                     *             "cores": "0.0000000000",
                     *             "ram": "0.0000000000",
                     *             "storage": "0.0000000000"
                     *           },
                     *           "future_prices": {
                     *             "cores": null,
                     *             "ram": null,
                     *             "storage": null
                     *           },
                     *           "quotas": {
                     *             "cores": 0,
                     *             "ram": 0,
                     *             "storage": 0
                     *           },
                     *           "resources_count": 1,
                     *           "plan_type": "fixed",
                     *           "minimal_price": 0.025
                     *         }
                     *       ],
                     *       "components": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728952b",
                     *           "type": "cores",
                     *           "name": "Cores",
                     *           "billing_type": "fixed",
                     *           "measured_unit": "cores",
                     *           "unit_factor": 1,
                     *           "factor": 1,
                     *           "article_code": "",
                     *           "limit_period": "month",
                     *           "limit_amount": null,
                     *           "max_value": null,
                     *           "min_value": null,
                     *           "max_available_limit": null,
                     *           "default_limit": null,
                     *           "is_boolean": false,
                     *           "is_builtin": true,
                     *           "is_prepaid": false,
                     *           "overage_component": null,
                     *           "min_prepaid_duration": null,
                     *           "max_prepaid_duration": null
                     *         }
                     *       ],
                     *       "quotas": [
                     *         {
                     *           "name": "vcpu",
                     *           "usage": 1,
                     *           "limit": 40
                     *         }
                     *       ],
                     *       "order_count": 1,
                     *       "shared": true,
                     *       "billable": false,
                     *       "is_accessible": true,
                     *       "user_has_consent": false,
                     *       "has_compliance_requirements": false,
                     *       "billing_type_classification": "mixed",
                     *       "parent_uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "parent_name": "Virtual machine",
                     *       "parent_description": "A VM of the flavor you choose",
                     *       "full_description": "",
                     *       "privacy_policy_link": "",
                     *       "access_url": "",
                     *       "vendor_details": "",
                     *       "getting_started": "",
                     *       "integration_guide": "",
                     *       "paused_reason": "",
                     *       "datacite_doi": "",
                     *       "country": "",
                     *       "backend_id": "",
                     *       "citation_count": -1,
                     *       "attributes": {},
                     *       "options": {},
                     *       "resource_options": {},
                     *       "plugin_options": {},
                     *       "backend_metadata": {},
                     *       "endpoints": [],
                     *       "software_catalogs": [],
                     *       "partitions": [],
                     *       "roles": [],
                     *       "screenshots": [],
                     *       "files": [],
                     *       "organization_groups": [],
                     *       "tags": [],
                     *       "promotion_campaigns": [],
                     *       "thumbnail": null,
                     *       "image": null,
                     *       "latitude": null,
                     *       "longitude": null,
                     *       "total_customers": null,
                     *       "total_cost": null,
                     *       "total_cost_estimated": null,
                     *       "compliance_checklist": null,
                     *       "google_calendar_is_public": null,
                     *       "google_calendar_link": null
                     *     }
                     */
                    "application/json": components["schemas"]["PublicOffering"];
                };
            };
        };
    };
    marketplace_resources_history_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                created_before?: string;
                created_after?: string;
            };
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "id": 4711,
                     *           "revision_date": "2026-02-05T09:30:00.000Z",
                     *           "revision_user": {
                     *             "uuid": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *             "username": "ada",
                     *             "full_name": "Ada Lovelace"
                     *           },
                     *           "revision_comment": "resource.update accepted",
                     *           "serialized_data": {
                     *             "name": "web-1"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ResourceVersionList"];
                };
            };
        };
    };
    marketplace_resources_history_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                created_before?: string;
                created_after?: string;
            };
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    marketplace_resources_details_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-instances/0f8fad5b-d9cb-469f-a165-708677289520/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "name": "web-1",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Instance",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "access_url": [
                     *         "203.0.113.10"
                     *       ],
                     *       "start_time": "2026-02-05T09:30:01.000Z",
                     *       "cores": 1,
                     *       "ram": 1024,
                     *       "disk": 4096,
                     *       "min_ram": 512,
                     *       "min_disk": 2048,
                     *       "user_data": "",
                     *       "external_ips": [
                     *         "203.0.113.10"
                     *       ],
                     *       "internal_ips": [
                     *         "10.0.0.11"
                     *       ],
                     *       "latitude": null,
                     *       "longitude": null,
                     *       "key_name": "ada@laptop",
                     *       "key_fingerprint": "c6:24:a8:37:fa:7f:a5:d1:90:09:19:2a:5f:1f:b7:70",
                     *       "image_name": "Debian 12",
                     *       "flavor_disk": 4096,
                     *       "flavor_name": "small",
                     *       "volumes": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289521/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289521",
                     *           "name": "web-1",
                     *           "image_name": "Debian 12",
                     *           "state": "OK",
                     *           "bootable": true,
                     *           "size": 4096,
                     *           "device": "",
                     *           "resource_type": "OpenStack.Volume",
                     *           "type": null,
                     *           "marketplace_resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520"
                     *         }
                     *       ],
                     *       "security_groups": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *           "name": "default",
                     *           "state": "OK",
                     *           "rules": [
                     *             {
                     *               "id": 1,
                     *               "ethertype": "IPv4",
                     *               "direction": "ingress",
                     *               "protocol": "tcp",
                     *               "from_port": 22,
                     *               "to_port": 22,
                     *               "cidr": "0.0.0.0/0",
                     *               "remote_group": null
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "server_group": {
                     *         "url": "https://cloud.example/api/openstack-server-groups/0f8fad5b-d9cb-469f-a165-70867728952e/",
                     *         "uuid": "0f8fad5b-d9cb-469f-a165-70867728952e",
                     *         "name": "web",
                     *         "policy": "soft-anti-affinity",
                     *         "state": "OK"
                     *       },
                     *       "floating_ips": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-floating-ips/0f8fad5b-d9cb-469f-a165-708677289526/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289526",
                     *           "address": "203.0.113.10",
                     *           "port_fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "port_mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22"
                     *         }
                     *       ],
                     *       "ports": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *           "fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22",
                     *           "allowed_address_pairs": [],
                     *           "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "device_owner": "compute:nova",
                     *           "security_groups": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *               "name": "default",
                     *               "state": "OK",
                     *               "rules": [
                     *                 {
                     *                   "id": 1,
                     *                   "ethertype": "IPv4",
                     *                   "direction": "ingress",
                     *                   "protocol": "tcp",
                     *                   "from_port": 22,
                     *                   "to_port": 22,
                     *                   "cidr": "0.0.0.0/0",
                     *                   "remote_group": null
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "internal_ips_set": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *           "fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22",
                     *           "allowed_address_pairs": [],
                     *           "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "device_owner": "compute:nova",
                     *           "security_groups": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *               "name": "default",
                     *               "state": "OK",
                     *               "rules": [
                     *                 {
                     *                   "id": 1,
                     *                   "ethertype": "IPv4",
                     *                   "direction": "ingress",
                     *                   "protocol": "tcp",
                     *                   "from_port": 22,
                     *                   "to_port": 22,
                     *                   "cidr": "0.0.0.0/0",
                     *                   "remote_group": null
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "availability_zone": "0f8fad5b-d9cb-469f-a165-70867728952d",
                     *       "availability_zone_name": "nova",
                     *       "connect_directly_to_external_network": false,
                     *       "runtime_state": "ACTIVE",
                     *       "action": "",
                     *       "action_details": {},
                     *       "available_actions": [
                     *         "stop",
                     *         "restart",
                     *         "update",
                     *         "update_network",
                     *         "rebuild",
                     *         "backup",
                     *         "rescue",
                     *         "terminate"
                     *       ],
                     *       "unavailable_actions": {
                     *         "start": "Instance is already active.",
                     *         "change_flavor": "Please stop the instance before changing its flavor.",
                     *         "create_image": "Please stop the instance before an image is made of its disk.",
                     *         "unrescue": "The instance is not in rescue mode.",
                     *         "cancel": "Valid states for operation: UPDATING. The instance is OK."
                     *       },
                     *       "hypervisor_hostname": "",
                     *       "external_address": [],
                     *       "rancher_cluster": null,
                     *       "marketplace_offering_uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "marketplace_offering_name": "Virtual machine",
                     *       "marketplace_offering_plugin_options": {},
                     *       "marketplace_category_uuid": "0f8fad5b-d9cb-469f-a165-708677289513",
                     *       "marketplace_category_name": "Virtual machines",
                     *       "marketplace_resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "marketplace_plan_uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *       "marketplace_resource_state": "OK",
                     *       "is_usage_based": false,
                     *       "is_limit_based": false,
                     *       "termination_protection": false,
                     *       "rescue_image_name": null,
                     *       "metadata": {
                     *         "role": "web"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Instance"];
                };
            };
        };
    };
    marketplace_resources_suggest_name: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResourcesSuggestNameRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "web-site-2"
                     *     }
                     */
                    "application/json": components["schemas"]["SuggestedName"];
                };
            };
        };
    };
    marketplace_resources_switch_plan: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResourcesSwitchPlanRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "order_uuid": "0f8fad5b-d9cb-469f-a165-70867728951f"
                     *     }
                     */
                    "application/json": components["schemas"]["OrderReference"];
                };
            };
        };
    };
    marketplace_resources_update_limits: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResourcesUpdateLimitsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "order_uuid": "0f8fad5b-d9cb-469f-a165-70867728951f"
                     *     }
                     */
                    "application/json": components["schemas"]["OrderReference"];
                };
            };
        };
    };
    marketplace_resources_offering_for_subresources_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *         "type": "OpenStack.Instance"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Subresource"][];
                };
            };
        };
    };
    openstack_instances_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                runtime_state?: ("BUILDING" | "ACTIVE" | "SHUTOFF" | "REBOOT" | "RESCUE" | "ERROR" | "PAUSED") | ("BUILDING" | "ACTIVE" | "SHUTOFF" | "REBOOT" | "RESCUE" | "ERROR" | "PAUSED")[];
                metadata?: string | string[];
                availability_zone_name?: string;
                security_group?: string | string[];
                security_group_uuid?: string | string[];
                attach_volume_uuid?: string | string[];
                external_ip?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-instances/0f8fad5b-d9cb-469f-a165-708677289520/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "name": "web-1",
                     *           "service_name": "Slipway",
                     *           "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_state": "OK",
                     *           "service_settings_error_message": "",
                     *           "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "project_name": "Web site",
                     *           "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_name": "Acme",
                     *           "customer_native_name": "",
                     *           "customer_abbreviation": "",
                     *           "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "tenant_name": "Web site",
                     *           "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "error_message": "",
                     *           "error_traceback": "",
                     *           "resource_type": "OpenStack.Instance",
                     *           "state": "OK",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "modified": "2026-02-05T09:30:09.000Z",
                     *           "backend_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "access_url": [
                     *             "203.0.113.10"
                     *           ],
                     *           "start_time": "2026-02-05T09:30:01.000Z",
                     *           "cores": 1,
                     *           "ram": 1024,
                     *           "disk": 4096,
                     *           "min_ram": 512,
                     *           "min_disk": 2048,
                     *           "user_data": "",
                     *           "external_ips": [
                     *             "203.0.113.10"
                     *           ],
                     *           "internal_ips": [
                     *             "10.0.0.11"
                     *           ],
                     *           "latitude": null,
                     *           "longitude": null,
                     *           "key_name": "ada@laptop",
                     *           "key_fingerprint": "c6:24:a8:37:fa:7f:a5:d1:90:09:19:2a:5f:1f:b7:70",
                     *           "image_name": "Debian 12",
                     *           "flavor_disk": 4096,
                     *           "flavor_name": "small",
                     *           "volumes": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289521/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-708677289521",
                     *               "name": "web-1",
                     *               "image_name": "Debian 12",
                     *               "state": "OK",
                     *               "bootable": true,
                     *               "size": 4096,
                     *               "device": "",
                     *               "resource_type": "OpenStack.Volume",
                     *               "type": null,
                     *               "marketplace_resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520"
                     *             }
                     *           ],
                     *           "security_groups": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *               "name": "default",
                     *               "state": "OK",
                     *               "rules": [
                     *                 {
                     *                   "id": 1,
                     *                   "ethertype": "IPv4",
                     *                   "direction": "ingress",
                     *                   "protocol": "tcp",
                     *                   "from_port": 22,
                     *                   "to_port": 22,
                     *                   "cidr": "0.0.0.0/0",
                     *                   "remote_group": null
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "server_group": {
                     *             "url": "https://cloud.example/api/openstack-server-groups/0f8fad5b-d9cb-469f-a165-70867728952e/",
                     *             "uuid": "0f8fad5b-d9cb-469f-a165-70867728952e",
                     *             "name": "web",
                     *             "policy": "soft-anti-affinity",
                     *             "state": "OK"
                     *           },
                     *           "floating_ips": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-floating-ips/0f8fad5b-d9cb-469f-a165-708677289526/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-708677289526",
                     *               "address": "203.0.113.10",
                     *               "port_fixed_ips": [
                     *                 {
                     *                   "ip_address": "10.0.0.11",
                     *                   "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *                 }
                     *               ],
                     *               "port_mac_address": "fa:16:3e:1d:4b:07",
                     *               "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *               "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *               "subnet_name": "default",
                     *               "subnet_description": "",
                     *               "subnet_cidr": "10.0.0.0/22"
                     *             }
                     *           ],
                     *           "ports": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *               "fixed_ips": [
                     *                 {
                     *                   "ip_address": "10.0.0.11",
                     *                   "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *                 }
                     *               ],
                     *               "mac_address": "fa:16:3e:1d:4b:07",
                     *               "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *               "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *               "subnet_name": "default",
                     *               "subnet_description": "",
                     *               "subnet_cidr": "10.0.0.0/22",
                     *               "allowed_address_pairs": [],
                     *               "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *               "device_owner": "compute:nova",
                     *               "security_groups": [
                     *                 {
                     *                   "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *                   "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *                   "name": "default",
                     *                   "state": "OK",
                     *                   "rules": [
                     *                     {
                     *                       "id": 1,
                     *                       "ethertype": "IPv4",
                     *                       "direction": "ingress",
                     *                       "protocol": "tcp",
                     *                       "from_port": 22,
                     *                       "to_port": 22,
                     *                       "cidr": "0.0.0.0/0",
                     *                       "remote_group": null
                     *                     }
                     *                   ]
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "internal_ips_set": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *               "fixed_ips": [
                     *                 {
                     *                   "ip_address": "10.0.0.11",
                     *                   "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *                 }
                     *               ],
                     *               "mac_address": "fa:16:3e:1d:4b:07",
                     *               "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *               "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *               "subnet_name": "default",
                     *               "subnet_description": "",
                     *               "subnet_cidr": "10.0.0.0/22",
                     *               "allowed_address_pairs": [],
                     *               "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *               "device_owner": "compute:nova",
                     *               "security_groups": [
                     *                 {
                     *                   "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *                   "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *                   "name": "default",
                     *                   "state": "OK",
                     *                   "rules": [
                     *                     {
                     *                       "id": 1,
                     *                       "ethertype": "IPv4",
                     *                       "direction": "ingress",
                     *                       "protocol": "tcp",
                     *                       "from_port": 22,
                     *                       "to_port": 22,
                     *                       "cidr": "0.0.0.0/0",
                     *                       "remote_group": null
                     *                     }
                     *                   ]
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "availability_zone": "0f8fad5b-d9cb-469f-a165-70867728952d",
                     *           "availability_zone_name": "nova",
                     *           "connect_directly_to_external_network": false,
                     *           "runtime_state": "ACTIVE",
                     *           "action": "",
                     *           "action_details": {},
                     *           "available_actions": [
                     *             "stop",
                     *             "restart",
                     *             "update",
                     *             "update_network",
                     *             "rebuild",
                     *             "backup",
                     *             "rescue",
                     *             "terminate"
                     *           ],
                     *           "unavailable_actions": {
                     *             "start": "Instance is already active.",
                     *             "change_flavor": "Please stop the instance before changing its flavor.",
                     *             "create_image": "Please stop the instance before an image is made of its disk.",
                     *             "unrescue": "The instance is not in rescue mode.",
                     *             "cancel": "Valid states for operation: UPDATING. The instance is OK."
                     *           },
                     *           "hypervisor_hostname": "",
                     *           "external_address": [],
                     *           "rancher_cluster": null,
                     *           "marketplace_offering_uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *           "marketplace_offering_name": "Virtual machine",
                     *           "marketplace_offering_plugin_options": {},
                     *           "marketplace_category_uuid": "0f8fad5b-d9cb-469f-a165-708677289513",
                     *           "marketplace_category_name": "Virtual machines",
                     *           "marketplace_resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "marketplace_plan_uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *           "marketplace_resource_state": "OK",
                     *           "is_usage_based": false,
                     *           "is_limit_based": false,
                     *           "termination_protection": false,
                     *           "rescue_image_name": null,
                     *           "metadata": {
                     *             "role": "web"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["InstanceList"];
                };
            };
        };
    };
    openstack_instances_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                runtime_state?: ("BUILDING" | "ACTIVE" | "SHUTOFF" | "REBOOT" | "RESCUE" | "ERROR" | "PAUSED") | ("BUILDING" | "ACTIVE" | "SHUTOFF" | "REBOOT" | "RESCUE" | "ERROR" | "PAUSED")[];
                metadata?: string | string[];
                availability_zone_name?: string;
                security_group?: string | string[];
                security_group_uuid?: string | string[];
                attach_volume_uuid?: string | string[];
                external_ip?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_instances_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-instances/0f8fad5b-d9cb-469f-a165-708677289520/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "name": "web-1",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Instance",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "access_url": [
                     *         "203.0.113.10"
                     *       ],
                     *       "start_time": "2026-02-05T09:30:01.000Z",
                     *       "cores": 1,
                     *       "ram": 1024,
                     *       "disk": 4096,
                     *       "min_ram": 512,
                     *       "min_disk": 2048,
                     *       "user_data": "",
                     *       "external_ips": [
                     *         "203.0.113.10"
                     *       ],
                     *       "internal_ips": [
                     *         "10.0.0.11"
                     *       ],
                     *       "latitude": null,
                     *       "longitude": null,
                     *       "key_name": "ada@laptop",
                     *       "key_fingerprint": "c6:24:a8:37:fa:7f:a5:d1:90:09:19:2a:5f:1f:b7:70",
                     *       "image_name": "Debian 12",
                     *       "flavor_disk": 4096,
                     *       "flavor_name": "small",
                     *       "volumes": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289521/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289521",
                     *           "name": "web-1",
                     *           "image_name": "Debian 12",
                     *           "state": "OK",
                     *           "bootable": true,
                     *           "size": 4096,
                     *           "device": "",
                     *           "resource_type": "OpenStack.Volume",
                     *           "type": null,
                     *           "marketplace_resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520"
                     *         }
                     *       ],
                     *       "security_groups": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *           "name": "default",
                     *           "state": "OK",
                     *           "rules": [
                     *             {
                     *               "id": 1,
                     *               "ethertype": "IPv4",
                     *               "direction": "ingress",
                     *               "protocol": "tcp",
                     *               "from_port": 22,
                     *               "to_port": 22,
                     *               "cidr": "0.0.0.0/0",
                     *               "remote_group": null
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "server_group": {
                     *         "url": "https://cloud.example/api/openstack-server-groups/0f8fad5b-d9cb-469f-a165-70867728952e/",
                     *         "uuid": "0f8fad5b-d9cb-469f-a165-70867728952e",
                     *         "name": "web",
                     *         "policy": "soft-anti-affinity",
                     *         "state": "OK"
                     *       },
                     *       "floating_ips": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-floating-ips/0f8fad5b-d9cb-469f-a165-708677289526/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289526",
                     *           "address": "203.0.113.10",
                     *           "port_fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "port_mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22"
                     *         }
                     *       ],
                     *       "ports": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *           "fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22",
                     *           "allowed_address_pairs": [],
                     *           "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "device_owner": "compute:nova",
                     *           "security_groups": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *               "name": "default",
                     *               "state": "OK",
                     *               "rules": [
                     *                 {
                     *                   "id": 1,
                     *                   "ethertype": "IPv4",
                     *                   "direction": "ingress",
                     *                   "protocol": "tcp",
                     *                   "from_port": 22,
                     *                   "to_port": 22,
                     *                   "cidr": "0.0.0.0/0",
                     *                   "remote_group": null
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "internal_ips_set": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *           "fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22",
                     *           "allowed_address_pairs": [],
                     *           "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "device_owner": "compute:nova",
                     *           "security_groups": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *               "name": "default",
                     *               "state": "OK",
                     *               "rules": [
                     *                 {
                     *                   "id": 1,
                     *                   "ethertype": "IPv4",
                     *                   "direction": "ingress",
                     *                   "protocol": "tcp",
                     *                   "from_port": 22,
                     *                   "to_port": 22,
                     *                   "cidr": "0.0.0.0/0",
                     *                   "remote_group": null
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "availability_zone": "0f8fad5b-d9cb-469f-a165-70867728952d",
                     *       "availability_zone_name": "nova",
                     *       "connect_directly_to_external_network": false,
                     *       "runtime_state": "ACTIVE",
                     *       "action": "",
                     *       "action_details": {},
                     *       "available_actions": [
                     *         "stop",
                     *         "restart",
                     *         "update",
                     *         "update_network",
                     *         "rebuild",
                     *         "backup",
                     *         "rescue",
                     *         "terminate"
                     *       ],
                     *       "unavailable_actions": {
                     *         "start": "Instance is already active.",
                     *         "change_flavor": "Please stop the instance before changing its flavor.",
                     *         "create_image": "Please stop the instance before an image is made of its disk.",
                     *         "unrescue": "The instance is not in rescue mode.",
                     *         "cancel": "Valid states for operation: UPDATING. The instance is OK."
                     *       },
                     *       "hypervisor_hostname": "",
                     *       "external_address": [],
                     *       "rancher_cluster": null,
                     *       "marketplace_offering_uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "marketplace_offering_name": "Virtual machine",
                     *       "marketplace_offering_plugin_options": {},
                     *       "marketplace_category_uuid": "0f8fad5b-d9cb-469f-a165-708677289513",
                     *       "marketplace_category_name": "Virtual machines",
                     *       "marketplace_resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "marketplace_plan_uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *       "marketplace_resource_state": "OK",
                     *       "is_usage_based": false,
                     *       "is_limit_based": false,
                     *       "termination_protection": false,
                     *       "rescue_image_name": null,
                     *       "metadata": {
                     *         "role": "web"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Instance"];
                };
            };
        };
    };
    openstack_instances_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstancesUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-instances/0f8fad5b-d9cb-469f-a165-708677289520/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "name": "web-1",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Instance",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "access_url": [
                     *         "203.0.113.10"
                     *       ],
                     *       "start_time": "2026-02-05T09:30:01.000Z",
                     *       "cores": 1,
                     *       "ram": 1024,
                     *       "disk": 4096,
                     *       "min_ram": 512,
                     *       "min_disk": 2048,
                     *       "user_data": "",
                     *       "external_ips": [
                     *         "203.0.113.10"
                     *       ],
                     *       "internal_ips": [
                     *         "10.0.0.11"
                     *       ],
                     *       "latitude": null,
                     *       "longitude": null,
                     *       "key_name": "ada@laptop",
                     *       "key_fingerprint": "c6:24:a8:37:fa:7f:a5:d1:90:09:19:2a:5f:1f:b7:70",
                     *       "image_name": "Debian 12",
                     *       "flavor_disk": 4096,
                     *       "flavor_name": "small",
                     *       "volumes": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289521/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289521",
                     *           "name": "web-1",
                     *           "image_name": "Debian 12",
                     *           "state": "OK",
                     *           "bootable": true,
                     *           "size": 4096,
                     *           "device": "",
                     *           "resource_type": "OpenStack.Volume",
                     *           "type": null,
                     *           "marketplace_resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520"
                     *         }
                     *       ],
                     *       "security_groups": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *           "name": "default",
                     *           "state": "OK",
                     *           "rules": [
                     *             {
                     *               "id": 1,
                     *               "ethertype": "IPv4",
                     *               "direction": "ingress",
                     *               "protocol": "tcp",
                     *               "from_port": 22,
                     *               "to_port": 22,
                     *               "cidr": "0.0.0.0/0",
                     *               "remote_group": null
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "server_group": {
                     *         "url": "https://cloud.example/api/openstack-server-groups/0f8fad5b-d9cb-469f-a165-70867728952e/",
                     *         "uuid": "0f8fad5b-d9cb-469f-a165-70867728952e",
                     *         "name": "web",
                     *         "policy": "soft-anti-affinity",
                     *         "state": "OK"
                     *       },
                     *       "floating_ips": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-floating-ips/0f8fad5b-d9cb-469f-a165-708677289526/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289526",
                     *           "address": "203.0.113.10",
                     *           "port_fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "port_mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22"
                     *         }
                     *       ],
                     *       "ports": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *           "fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22",
                     *           "allowed_address_pairs": [],
                     *           "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "device_owner": "compute:nova",
                     *           "security_groups": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *               "name": "default",
                     *               "state": "OK",
                     *               "rules": [
                     *                 {
                     *                   "id": 1,
                     *                   "ethertype": "IPv4",
                     *                   "direction": "ingress",
                     *                   "protocol": "tcp",
                     *                   "from_port": 22,
                     *                   "to_port": 22,
                     *                   "cidr": "0.0.0.0/0",
                     *                   "remote_group": null
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "internal_ips_set": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *           "fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22",
                     *           "allowed_address_pairs": [],
                     *           "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "device_owner": "compute:nova",
                     *           "security_groups": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *               "name": "default",
                     *               "state": "OK",
                     *               "rules": [
                     *                 {
                     *                   "id": 1,
                     *                   "ethertype": "IPv4",
                     *                   "direction": "ingress",
                     *                   "protocol": "tcp",
                     *                   "from_port": 22,
                     *                   "to_port": 22,
                     *                   "cidr": "0.0.0.0/0",
                     *                   "remote_group": null
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "availability_zone": "0f8fad5b-d9cb-469f-a165-70867728952d",
                     *       "availability_zone_name": "nova",
                     *       "connect_directly_to_external_network": false,
                     *       "runtime_state": "ACTIVE",
                     *       "action": "",
                     *       "action_details": {},
                     *       "available_actions": [
                     *         "stop",
                     *         "restart",
                     *         "update",
                     *         "update_network",
                     *         "rebuild",
                     *         "backup",
                     *         "rescue",
                     *         "terminate"
                     *       ],
                     *       "unavailable_actions": {
                     *         "start": "Instance is already active.",
                     *         "change_flavor": "Please stop the instance before changing its flavor.",
                     *         "create_image": "Please stop the instance before an image is made of its disk.",
                     *         "unrescue": "The instance is not in rescue mode.",
                     *         "cancel": "Valid states for operation: UPDATING. The instance is OK."
                     *       },
                     *       "hypervisor_hostname": "",
                     *       "external_address": [],
                     *       "rancher_cluster": null,
                     *       "marketplace_offering_uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "marketplace_offering_name": "Virtual machine",
                     *       "marketplace_offering_plugin_options": {},
                     *       "marketplace_category_uuid": "0f8fad5b-d9cb-469f-a165-708677289513",
                     *       "marketplace_category_name": "Virtual machines",
                     *       "marketplace_resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "marketplace_plan_uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *       "marketplace_resource_state": "OK",
                     *       "is_usage_based": false,
                     *       "is_limit_based": false,
                     *       "termination_protection": false,
                     *       "rescue_image_name": null,
                     *       "metadata": {
                     *         "role": "web"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Instance"];
                };
            };
        };
    };
    openstack_instances_partial_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstancesPartialUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-instances/0f8fad5b-d9cb-469f-a165-708677289520/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "name": "web-1",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Instance",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "access_url": [
                     *         "203.0.113.10"
                     *       ],
                     *       "start_time": "2026-02-05T09:30:01.000Z",
                     *       "cores": 1,
                     *       "ram": 1024,
                     *       "disk": 4096,
                     *       "min_ram": 512,
                     *       "min_disk": 2048,
                     *       "user_data": "",
                     *       "external_ips": [
                     *         "203.0.113.10"
                     *       ],
                     *       "internal_ips": [
                     *         "10.0.0.11"
                     *       ],
                     *       "latitude": null,
                     *       "longitude": null,
                     *       "key_name": "ada@laptop",
                     *       "key_fingerprint": "c6:24:a8:37:fa:7f:a5:d1:90:09:19:2a:5f:1f:b7:70",
                     *       "image_name": "Debian 12",
                     *       "flavor_disk": 4096,
                     *       "flavor_name": "small",
                     *       "volumes": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289521/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289521",
                     *           "name": "web-1",
                     *           "image_name": "Debian 12",
                     *           "state": "OK",
                     *           "bootable": true,
                     *           "size": 4096,
                     *           "device": "",
                     *           "resource_type": "OpenStack.Volume",
                     *           "type": null,
                     *           "marketplace_resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520"
                     *         }
                     *       ],
                     *       "security_groups": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *           "name": "default",
                     *           "state": "OK",
                     *           "rules": [
                     *             {
                     *               "id": 1,
                     *               "ethertype": "IPv4",
                     *               "direction": "ingress",
                     *               "protocol": "tcp",
                     *               "from_port": 22,
                     *               "to_port": 22,
                     *               "cidr": "0.0.0.0/0",
                     *               "remote_group": null
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "server_group": {
                     *         "url": "https://cloud.example/api/openstack-server-groups/0f8fad5b-d9cb-469f-a165-70867728952e/",
                     *         "uuid": "0f8fad5b-d9cb-469f-a165-70867728952e",
                     *         "name": "web",
                     *         "policy": "soft-anti-affinity",
                     *         "state": "OK"
                     *       },
                     *       "floating_ips": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-floating-ips/0f8fad5b-d9cb-469f-a165-708677289526/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289526",
                     *           "address": "203.0.113.10",
                     *           "port_fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "port_mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22"
                     *         }
                     *       ],
                     *       "ports": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *           "fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22",
                     *           "allowed_address_pairs": [],
                     *           "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "device_owner": "compute:nova",
                     *           "security_groups": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *               "name": "default",
                     *               "state": "OK",
                     *               "rules": [
                     *                 {
                     *                   "id": 1,
                     *                   "ethertype": "IPv4",
                     *                   "direction": "ingress",
                     *                   "protocol": "tcp",
                     *                   "from_port": 22,
                     *                   "to_port": 22,
                     *                   "cidr": "0.0.0.0/0",
                     *                   "remote_group": null
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "internal_ips_set": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *           "fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22",
                     *           "allowed_address_pairs": [],
                     *           "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "device_owner": "compute:nova",
                     *           "security_groups": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *               "name": "default",
                     *               "state": "OK",
                     *               "rules": [
                     *                 {
                     *                   "id": 1,
                     *                   "ethertype": "IPv4",
                     *                   "direction": "ingress",
                     *                   "protocol": "tcp",
                     *                   "from_port": 22,
                     *                   "to_port": 22,
                     *                   "cidr": "0.0.0.0/0",
                     *                   "remote_group": null
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "availability_zone": "0f8fad5b-d9cb-469f-a165-70867728952d",
                     *       "availability_zone_name": "nova",
                     *       "connect_directly_to_external_network": false,
                     *       "runtime_state": "ACTIVE",
                     *       "action": "",
                     *       "action_details": {},
                     *       "available_actions": [
                     *         "stop",
                     *         "restart",
                     *         "update",
                     *         "update_network",
                     *         "rebuild",
                     *         "backup",
                     *         "rescue",
                     *         "terminate"
                     *       ],
                     *       "unavailable_actions": {
                     *         "start": "Instance is already active.",
                     *         "change_flavor": "Please stop the instance before changing its flavor.",
                     *         "create_image": "Please stop the instance before an image is made of its disk.",
                     *         "unrescue": "The instance is not in rescue mode.",
                     *         "cancel": "Valid states for operation: UPDATING. The instance is OK."
                     *       },
                     *       "hypervisor_hostname": "",
                     *       "external_address": [],
                     *       "rancher_cluster": null,
                     *       "marketplace_offering_uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "marketplace_offering_name": "Virtual machine",
                     *       "marketplace_offering_plugin_options": {},
                     *       "marketplace_category_uuid": "0f8fad5b-d9cb-469f-a165-708677289513",
                     *       "marketplace_category_name": "Virtual machines",
                     *       "marketplace_resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "marketplace_plan_uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *       "marketplace_resource_state": "OK",
                     *       "is_usage_based": false,
                     *       "is_limit_based": false,
                     *       "termination_protection": false,
                     *       "rescue_image_name": null,
                     *       "metadata": {
                     *         "role": "web"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Instance"];
                };
            };
        };
    };
    openstack_instances_start: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "start was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_instances_stop: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "stop was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_instances_restart: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "restart was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_instances_change_flavor: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstancesChangeFlavorRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "change_flavor was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_instances_rebuild: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstancesRebuildRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "rebuild was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_instances_rescue: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstancesRescueRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "rescue was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_instances_unrescue: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "unrescue was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_instances_cancel: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "cancel was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_instances_console_log_retrieve: {
        parameters: {
            query?: {
                length?: number;
            };
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
        };
    };
    openstack_instances_console_log: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstancesConsoleLogRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
        };
    };
    openstack_instances_console_retrieve: {
        parameters: {
            query?: {
                type?: "serial" | "screen";
            };
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "wss://cloud.example.org/api/consoles/0f8fad5b-d9cb-469f-a165-708677289520/?ticket=3q2-7wWm0rKHkJ0"
                     *     }
                     */
                    "application/json": components["schemas"]["ConsoleUrl"];
                };
            };
        };
    };
    openstack_instances_ports_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
            };
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *           "fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22",
                     *           "allowed_address_pairs": [],
                     *           "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "device_owner": "compute:nova",
                     *           "security_groups": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *               "name": "default",
                     *               "state": "OK",
                     *               "rules": [
                     *                 {
                     *                   "id": 1,
                     *                   "ethertype": "IPv4",
                     *                   "direction": "ingress",
                     *                   "protocol": "tcp",
                     *                   "from_port": 22,
                     *                   "to_port": 22,
                     *                   "cidr": "0.0.0.0/0",
                     *                   "remote_group": null
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["InstancePortList"];
                };
            };
        };
    };
    openstack_instances_ports_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
            };
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_instances_floating_ips_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
            };
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-floating-ips/0f8fad5b-d9cb-469f-a165-708677289526/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289526",
                     *           "address": "203.0.113.10",
                     *           "port_fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "port_mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["InstanceFloatingIpList"];
                };
            };
        };
    };
    openstack_instances_floating_ips_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
            };
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_instances_set_end_date: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstancesSetEndDateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "The end date has been set."
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    openstack_instances_set_metadata: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstancesSetMetadataRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "The labels have been set."
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_instances_diagnose_connectivity_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true,
                     *       "verdict": "The VM can be reached.",
                     *       "checks": [
                     *         {
                     *           "name": "the guest answers ARP",
                     *           "ok": true,
                     *           "measured": "10.0.0.11 is at fa:16:3e:1d:4b:07",
                     *           "remedy": ""
                     *         }
                     *       ],
                     *       "measured_at": "2026-02-05T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Connectivity"];
                };
            };
        };
    };
    openstack_instances_diagnose_connectivity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstancesDiagnoseConnectivityRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "target": "external",
                     *       "target_address": null,
                     *       "checks": [
                     *         {
                     *           "check": "address",
                     *           "status": "ok",
                     *           "detail": "The guest has taken 10.0.0.11 by DHCP.",
                     *           "fix_hint": ""
                     *         }
                     *       ],
                     *       "root_cause": null
                     *     }
                     */
                    "application/json": components["schemas"]["ConnectivityDiagnosis"];
                };
            };
        };
    };
    openstack_instances_pull: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Pull operation was successfully scheduled."
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    openstack_instances_set_ok: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "The state of the instance is OK"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    openstack_instances_set_erred: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstancesSetErredRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "The state of the instance is ERRED"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    openstack_instances_unlink: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_backups_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                instance?: string | string[];
                instance_uuid?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-backups/0f8fad5b-d9cb-469f-a165-708677289531/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289531",
                     *           "name": "web-before-upgrade",
                     *           "service_name": "Slipway",
                     *           "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_state": "OK",
                     *           "service_settings_error_message": "",
                     *           "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "project_name": "Web site",
                     *           "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_name": "Acme",
                     *           "customer_native_name": "",
                     *           "customer_abbreviation": "",
                     *           "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "tenant_name": "Web site",
                     *           "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "error_message": "",
                     *           "error_traceback": "",
                     *           "resource_type": "OpenStack.Backup",
                     *           "state": "OK",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "modified": "2026-02-05T09:30:09.000Z",
                     *           "backend_id": "0f8fad5b-d9cb-469f-a165-708677289531",
                     *           "access_url": null,
                     *           "marketplace_offering_uuid": null,
                     *           "marketplace_offering_name": null,
                     *           "marketplace_offering_plugin_options": null,
                     *           "marketplace_category_uuid": null,
                     *           "marketplace_category_name": null,
                     *           "marketplace_resource_uuid": null,
                     *           "marketplace_plan_uuid": null,
                     *           "marketplace_resource_state": null,
                     *           "is_usage_based": null,
                     *           "is_limit_based": null,
                     *           "kept_until": null,
                     *           "metadata": {
                     *             "name": "web-1",
                     *             "min_ram": 512,
                     *             "min_disk": 2048,
                     *             "size": 8192,
                     *             "key_name": "ada@laptop",
                     *             "key_fingerprint": "c6:24:a8:37:fa:7f:a5:d1:90:09:19:2a:5f:1f:b7:70",
                     *             "user_data": "",
                     *             "flavor_name": "small",
                     *             "image_name": "Debian 12",
                     *             "labels": {
                     *               "role": "web"
                     *             },
                     *             "ports": [
                     *               {
                     *                 "fixed_ips": [
                     *                   {
                     *                     "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *                     "ip_address": "10.0.0.11"
                     *                   }
                     *                 ],
                     *                 "floating_ip": "203.0.113.10",
                     *                 "security_groups": [
                     *                   "0f8fad5b-d9cb-469f-a165-70867728951b"
                     *                 ]
                     *               }
                     *             ]
                     *           },
                     *           "instance": "https://cloud.example/api/openstack-instances/0f8fad5b-d9cb-469f-a165-708677289520/",
                     *           "instance_name": "web-1",
                     *           "instance_marketplace_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "instance_security_groups": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *               "name": "default",
                     *               "state": "OK",
                     *               "rules": [
                     *                 {
                     *                   "id": 1,
                     *                   "ethertype": "IPv4",
                     *                   "direction": "ingress",
                     *                   "protocol": "tcp",
                     *                   "from_port": 22,
                     *                   "to_port": 22,
                     *                   "cidr": "0.0.0.0/0",
                     *                   "remote_group": null
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "instance_ports": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *               "fixed_ips": [
                     *                 {
                     *                   "ip_address": "10.0.0.11",
                     *                   "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *                 }
                     *               ],
                     *               "mac_address": "fa:16:3e:1d:4b:07",
                     *               "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *               "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *               "subnet_name": "default",
                     *               "subnet_description": "",
                     *               "subnet_cidr": "10.0.0.0/22",
                     *               "allowed_address_pairs": [],
                     *               "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *               "device_owner": "compute:nova",
                     *               "security_groups": [
                     *                 {
                     *                   "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *                   "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *                   "name": "default",
                     *                   "state": "OK",
                     *                   "rules": [
                     *                     {
                     *                       "id": 1,
                     *                       "ethertype": "IPv4",
                     *                       "direction": "ingress",
                     *                       "protocol": "tcp",
                     *                       "from_port": 22,
                     *                       "to_port": 22,
                     *                       "cidr": "0.0.0.0/0",
                     *                       "remote_group": null
                     *                     }
                     *                   ]
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "instance_floating_ips": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-floating-ips/0f8fad5b-d9cb-469f-a165-708677289526/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-708677289526",
                     *               "address": "203.0.113.10",
                     *               "port_fixed_ips": [
                     *                 {
                     *                   "ip_address": "10.0.0.11",
                     *                   "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *                 }
                     *               ],
                     *               "port_mac_address": "fa:16:3e:1d:4b:07",
                     *               "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *               "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *               "subnet_name": "default",
                     *               "subnet_description": "",
                     *               "subnet_cidr": "10.0.0.0/22"
                     *             }
                     *           ],
                     *           "restorations": [],
                     *           "consistency": "crash",
                     *           "available_actions": [
                     *             "update",
                     *             "terminate"
                     *           ],
                     *           "unavailable_actions": {}
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["VmBackupList"];
                };
            };
        };
    };
    openstack_backups_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                instance?: string | string[];
                instance_uuid?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_backups_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-backups/0f8fad5b-d9cb-469f-a165-708677289531/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289531",
                     *       "name": "web-before-upgrade",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Backup",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289531",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "kept_until": null,
                     *       "metadata": {
                     *         "name": "web-1",
                     *         "min_ram": 512,
                     *         "min_disk": 2048,
                     *         "size": 8192,
                     *         "key_name": "ada@laptop",
                     *         "key_fingerprint": "c6:24:a8:37:fa:7f:a5:d1:90:09:19:2a:5f:1f:b7:70",
                     *         "user_data": "",
                     *         "flavor_name": "small",
                     *         "image_name": "Debian 12",
                     *         "labels": {
                     *           "role": "web"
                     *         },
                     *         "ports": [
                     *           {
                     *             "fixed_ips": [
                     *               {
                     *                 "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *                 "ip_address": "10.0.0.11"
                     *               }
                     *             ],
                     *             "floating_ip": "203.0.113.10",
                     *             "security_groups": [
                     *               "0f8fad5b-d9cb-469f-a165-70867728951b"
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "instance": "https://cloud.example/api/openstack-instances/0f8fad5b-d9cb-469f-a165-708677289520/",
                     *       "instance_name": "web-1",
                     *       "instance_marketplace_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "instance_security_groups": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *           "name": "default",
                     *           "state": "OK",
                     *           "rules": [
                     *             {
                     *               "id": 1,
                     *               "ethertype": "IPv4",
                     *               "direction": "ingress",
                     *               "protocol": "tcp",
                     *               "from_port": 22,
                     *               "to_port": 22,
                     *               "cidr": "0.0.0.0/0",
                     *               "remote_group": null
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "instance_ports": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *           "fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22",
                     *           "allowed_address_pairs": [],
                     *           "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "device_owner": "compute:nova",
                     *           "security_groups": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *               "name": "default",
                     *               "state": "OK",
                     *               "rules": [
                     *                 {
                     *                   "id": 1,
                     *                   "ethertype": "IPv4",
                     *                   "direction": "ingress",
                     *                   "protocol": "tcp",
                     *                   "from_port": 22,
                     *                   "to_port": 22,
                     *                   "cidr": "0.0.0.0/0",
                     *                   "remote_group": null
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "instance_floating_ips": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-floating-ips/0f8fad5b-d9cb-469f-a165-708677289526/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289526",
                     *           "address": "203.0.113.10",
                     *           "port_fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "port_mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22"
                     *         }
                     *       ],
                     *       "restorations": [],
                     *       "consistency": "crash",
                     *       "available_actions": [
                     *         "update",
                     *         "terminate"
                     *       ],
                     *       "unavailable_actions": {}
                     *     }
                     */
                    "application/json": components["schemas"]["VmBackup"];
                };
            };
        };
    };
    openstack_backups_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BackupsUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-backups/0f8fad5b-d9cb-469f-a165-708677289531/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289531",
                     *       "name": "web-before-upgrade",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Backup",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289531",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "kept_until": null,
                     *       "metadata": {
                     *         "name": "web-1",
                     *         "min_ram": 512,
                     *         "min_disk": 2048,
                     *         "size": 8192,
                     *         "key_name": "ada@laptop",
                     *         "key_fingerprint": "c6:24:a8:37:fa:7f:a5:d1:90:09:19:2a:5f:1f:b7:70",
                     *         "user_data": "",
                     *         "flavor_name": "small",
                     *         "image_name": "Debian 12",
                     *         "labels": {
                     *           "role": "web"
                     *         },
                     *         "ports": [
                     *           {
                     *             "fixed_ips": [
                     *               {
                     *                 "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *                 "ip_address": "10.0.0.11"
                     *               }
                     *             ],
                     *             "floating_ip": "203.0.113.10",
                     *             "security_groups": [
                     *               "0f8fad5b-d9cb-469f-a165-70867728951b"
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "instance": "https://cloud.example/api/openstack-instances/0f8fad5b-d9cb-469f-a165-708677289520/",
                     *       "instance_name": "web-1",
                     *       "instance_marketplace_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "instance_security_groups": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *           "name": "default",
                     *           "state": "OK",
                     *           "rules": [
                     *             {
                     *               "id": 1,
                     *               "ethertype": "IPv4",
                     *               "direction": "ingress",
                     *               "protocol": "tcp",
                     *               "from_port": 22,
                     *               "to_port": 22,
                     *               "cidr": "0.0.0.0/0",
                     *               "remote_group": null
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "instance_ports": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *           "fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22",
                     *           "allowed_address_pairs": [],
                     *           "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "device_owner": "compute:nova",
                     *           "security_groups": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *               "name": "default",
                     *               "state": "OK",
                     *               "rules": [
                     *                 {
                     *                   "id": 1,
                     *                   "ethertype": "IPv4",
                     *                   "direction": "ingress",
                     *                   "protocol": "tcp",
                     *                   "from_port": 22,
                     *                   "to_port": 22,
                     *                   "cidr": "0.0.0.0/0",
                     *                   "remote_group": null
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "instance_floating_ips": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-floating-ips/0f8fad5b-d9cb-469f-a165-708677289526/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289526",
                     *           "address": "203.0.113.10",
                     *           "port_fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "port_mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22"
                     *         }
                     *       ],
                     *       "restorations": [],
                     *       "consistency": "crash",
                     *       "available_actions": [
                     *         "update",
                     *         "terminate"
                     *       ],
                     *       "unavailable_actions": {}
                     *     }
                     */
                    "application/json": components["schemas"]["VmBackup"];
                };
            };
        };
    };
    openstack_backups_destroy: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_backups_partial_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BackupsPartialUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-backups/0f8fad5b-d9cb-469f-a165-708677289531/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289531",
                     *       "name": "web-before-upgrade",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Backup",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289531",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "kept_until": null,
                     *       "metadata": {
                     *         "name": "web-1",
                     *         "min_ram": 512,
                     *         "min_disk": 2048,
                     *         "size": 8192,
                     *         "key_name": "ada@laptop",
                     *         "key_fingerprint": "c6:24:a8:37:fa:7f:a5:d1:90:09:19:2a:5f:1f:b7:70",
                     *         "user_data": "",
                     *         "flavor_name": "small",
                     *         "image_name": "Debian 12",
                     *         "labels": {
                     *           "role": "web"
                     *         },
                     *         "ports": [
                     *           {
                     *             "fixed_ips": [
                     *               {
                     *                 "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *                 "ip_address": "10.0.0.11"
                     *               }
                     *             ],
                     *             "floating_ip": "203.0.113.10",
                     *             "security_groups": [
                     *               "0f8fad5b-d9cb-469f-a165-70867728951b"
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "instance": "https://cloud.example/api/openstack-instances/0f8fad5b-d9cb-469f-a165-708677289520/",
                     *       "instance_name": "web-1",
                     *       "instance_marketplace_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "instance_security_groups": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *           "name": "default",
                     *           "state": "OK",
                     *           "rules": [
                     *             {
                     *               "id": 1,
                     *               "ethertype": "IPv4",
                     *               "direction": "ingress",
                     *               "protocol": "tcp",
                     *               "from_port": 22,
                     *               "to_port": 22,
                     *               "cidr": "0.0.0.0/0",
                     *               "remote_group": null
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "instance_ports": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *           "fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22",
                     *           "allowed_address_pairs": [],
                     *           "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "device_owner": "compute:nova",
                     *           "security_groups": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *               "name": "default",
                     *               "state": "OK",
                     *               "rules": [
                     *                 {
                     *                   "id": 1,
                     *                   "ethertype": "IPv4",
                     *                   "direction": "ingress",
                     *                   "protocol": "tcp",
                     *                   "from_port": 22,
                     *                   "to_port": 22,
                     *                   "cidr": "0.0.0.0/0",
                     *                   "remote_group": null
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "instance_floating_ips": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-floating-ips/0f8fad5b-d9cb-469f-a165-708677289526/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289526",
                     *           "address": "203.0.113.10",
                     *           "port_fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "port_mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22"
                     *         }
                     *       ],
                     *       "restorations": [],
                     *       "consistency": "crash",
                     *       "available_actions": [
                     *         "update",
                     *         "terminate"
                     *       ],
                     *       "unavailable_actions": {}
                     *     }
                     */
                    "application/json": components["schemas"]["VmBackup"];
                };
            };
        };
    };
    openstack_instances_backup: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstancesBackupRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-backups/0f8fad5b-d9cb-469f-a165-708677289531/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289531",
                     *       "name": "web-before-upgrade",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Backup",
                     *       "state": "CREATING",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289531",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "kept_until": null,
                     *       "metadata": {
                     *         "name": "web-1",
                     *         "min_ram": 512,
                     *         "min_disk": 2048,
                     *         "size": 8192,
                     *         "key_name": "ada@laptop",
                     *         "key_fingerprint": "c6:24:a8:37:fa:7f:a5:d1:90:09:19:2a:5f:1f:b7:70",
                     *         "user_data": "",
                     *         "flavor_name": "small",
                     *         "image_name": "Debian 12",
                     *         "labels": {
                     *           "role": "web"
                     *         },
                     *         "ports": [
                     *           {
                     *             "fixed_ips": [
                     *               {
                     *                 "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *                 "ip_address": "10.0.0.11"
                     *               }
                     *             ],
                     *             "floating_ip": "203.0.113.10",
                     *             "security_groups": [
                     *               "0f8fad5b-d9cb-469f-a165-70867728951b"
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "instance": "https://cloud.example/api/openstack-instances/0f8fad5b-d9cb-469f-a165-708677289520/",
                     *       "instance_name": "web-1",
                     *       "instance_marketplace_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "instance_security_groups": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *           "name": "default",
                     *           "state": "OK",
                     *           "rules": [
                     *             {
                     *               "id": 1,
                     *               "ethertype": "IPv4",
                     *               "direction": "ingress",
                     *               "protocol": "tcp",
                     *               "from_port": 22,
                     *               "to_port": 22,
                     *               "cidr": "0.0.0.0/0",
                     *               "remote_group": null
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "instance_ports": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *           "fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22",
                     *           "allowed_address_pairs": [],
                     *           "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "device_owner": "compute:nova",
                     *           "security_groups": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *               "name": "default",
                     *               "state": "OK",
                     *               "rules": [
                     *                 {
                     *                   "id": 1,
                     *                   "ethertype": "IPv4",
                     *                   "direction": "ingress",
                     *                   "protocol": "tcp",
                     *                   "from_port": 22,
                     *                   "to_port": 22,
                     *                   "cidr": "0.0.0.0/0",
                     *                   "remote_group": null
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "instance_floating_ips": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-floating-ips/0f8fad5b-d9cb-469f-a165-708677289526/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289526",
                     *           "address": "203.0.113.10",
                     *           "port_fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "port_mac_address": "fa:16:3e:1d:4b:07",
                     *           "subnet": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "subnet_name": "default",
                     *           "subnet_description": "",
                     *           "subnet_cidr": "10.0.0.0/22"
                     *         }
                     *       ],
                     *       "restorations": [],
                     *       "consistency": "crash",
                     *       "available_actions": [
                     *         "update",
                     *         "terminate"
                     *       ],
                     *       "unavailable_actions": {}
                     *     }
                     */
                    "application/json": components["schemas"]["VmBackup"];
                };
            };
        };
    };
    openstack_backups_pull: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Pull operation was successfully scheduled."
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    openstack_server_groups_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                external_ip?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-server-groups/0f8fad5b-d9cb-469f-a165-70867728952e/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728952e",
                     *           "name": "web",
                     *           "service_name": "Slipway",
                     *           "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_state": "OK",
                     *           "service_settings_error_message": "",
                     *           "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "project_name": "Web site",
                     *           "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_name": "Acme",
                     *           "customer_native_name": "",
                     *           "customer_abbreviation": "",
                     *           "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "tenant_name": "Web site",
                     *           "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "error_message": "",
                     *           "error_traceback": "",
                     *           "resource_type": "OpenStack.ServerGroup",
                     *           "state": "OK",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "modified": "2026-02-05T09:30:09.000Z",
                     *           "backend_id": "0f8fad5b-d9cb-469f-a165-70867728952e",
                     *           "access_url": null,
                     *           "marketplace_offering_uuid": null,
                     *           "marketplace_offering_name": null,
                     *           "marketplace_offering_plugin_options": null,
                     *           "marketplace_category_uuid": null,
                     *           "marketplace_category_name": null,
                     *           "marketplace_resource_uuid": null,
                     *           "marketplace_plan_uuid": null,
                     *           "marketplace_resource_state": null,
                     *           "is_usage_based": null,
                     *           "is_limit_based": null,
                     *           "policy": "soft-anti-affinity",
                     *           "display_name": "Name: web, Policy: soft-anti-affinity",
                     *           "instances": [
                     *             {
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *               "name": "web-1",
                     *               "backend_id": "0f8fad5b-d9cb-469f-a165-708677289520"
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ServerGroupList"];
                };
            };
        };
    };
    openstack_server_groups_create: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServerGroupsCreateRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-server-groups/0f8fad5b-d9cb-469f-a165-70867728952e/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728952e",
                     *       "name": "web",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.ServerGroup",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-70867728952e",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "policy": "soft-anti-affinity",
                     *       "display_name": "Name: web, Policy: soft-anti-affinity",
                     *       "instances": []
                     *     }
                     */
                    "application/json": components["schemas"]["ServerGroup"];
                };
            };
        };
    };
    openstack_server_groups_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                external_ip?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_server_groups_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-server-groups/0f8fad5b-d9cb-469f-a165-70867728952e/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728952e",
                     *       "name": "web",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.ServerGroup",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-70867728952e",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "policy": "soft-anti-affinity",
                     *       "display_name": "Name: web, Policy: soft-anti-affinity",
                     *       "instances": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "name": "web-1",
                     *           "backend_id": "0f8fad5b-d9cb-469f-a165-708677289520"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ServerGroup"];
                };
            };
        };
    };
    openstack_server_groups_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServerGroupsUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-server-groups/0f8fad5b-d9cb-469f-a165-70867728952e/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728952e",
                     *       "name": "web",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.ServerGroup",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-70867728952e",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "policy": "soft-anti-affinity",
                     *       "display_name": "Name: web, Policy: soft-anti-affinity",
                     *       "instances": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "name": "web-1",
                     *           "backend_id": "0f8fad5b-d9cb-469f-a165-708677289520"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ServerGroup"];
                };
            };
        };
    };
    openstack_server_groups_destroy: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_server_groups_partial_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServerGroupsPartialUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-server-groups/0f8fad5b-d9cb-469f-a165-70867728952e/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728952e",
                     *       "name": "web",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.ServerGroup",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-70867728952e",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "policy": "soft-anti-affinity",
                     *       "display_name": "Name: web, Policy: soft-anti-affinity",
                     *       "instances": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "name": "web-1",
                     *           "backend_id": "0f8fad5b-d9cb-469f-a165-708677289520"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ServerGroup"];
                };
            };
        };
    };
    openstack_tenants_create_server_group: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantsCreateServerGroupRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-server-groups/0f8fad5b-d9cb-469f-a165-70867728952e/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728952e",
                     *       "name": "web",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.ServerGroup",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-70867728952e",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "policy": "soft-anti-affinity",
                     *       "display_name": "Name: web, Policy: soft-anti-affinity",
                     *       "instances": []
                     *     }
                     */
                    "application/json": components["schemas"]["ServerGroup"];
                };
            };
        };
    };
    openstack_server_groups_pull: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Pull operation was successfully scheduled."
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    marketplace_resources_usage_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "measured": "2026-02-05T10:30:00.000Z",
                     *       "started": "2026-02-05T09:30:01.000Z",
                     *       "cpu_percent": 4,
                     *       "interval_seconds": 5,
                     *       "cpu_seconds": 96.4,
                     *       "cores": 1,
                     *       "memory_bytes": 222298112,
                     *       "ram": 1024,
                     *       "disks": [
                     *         {
                     *           "volume": "0f8fad5b-d9cb-469f-a165-708677289521",
                     *           "read_bytes": 41943040,
                     *           "written_bytes": 8388608,
                     *           "reads": 2210,
                     *           "writes": 512
                     *         }
                     *       ],
                     *       "ports": [
                     *         {
                     *           "port": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *           "received_bytes": 1048576,
                     *           "sent_bytes": 262144,
                     *           "received_packets": 1210,
                     *           "sent_packets": 940
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Usage"];
                };
            };
        };
    };
    marketplace_resources_usage_history_retrieve: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                step?: "10" | "60" | "600";
            };
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "from": "2026-02-05T09:30:00.000Z",
                     *       "to": "2026-02-05T09:30:30.000Z",
                     *       "step_seconds": 10,
                     *       "cpu_percent": [
                     *         4.1,
                     *         null,
                     *         3.8
                     *       ],
                     *       "memory_bytes": [
                     *         222298112,
                     *         null,
                     *         222302208
                     *       ],
                     *       "disk_read_bytes_per_second": [
                     *         0,
                     *         null,
                     *         409.6
                     *       ],
                     *       "disk_written_bytes_per_second": [
                     *         8192,
                     *         null,
                     *         0
                     *       ],
                     *       "network_received_bytes_per_second": [
                     *         66,
                     *         null,
                     *         66
                     *       ],
                     *       "network_sent_bytes_per_second": [
                     *         0,
                     *         null,
                     *         0
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["UsageHistory"];
                };
            };
        };
    };
    marketplace_offerings_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                cloud?: string;
                project_uuid?: string | string[];
                category_uuid?: string | string[];
                category_name?: string | string[];
                state?: ("Draft" | "Active" | "Paused" | "Archived") | ("Draft" | "Active" | "Paused" | "Archived")[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *           "url": "https://cloud.example/api/marketplace-offerings/0f8fad5b-d9cb-469f-a165-708677289514/",
                     *           "name": "Virtual machine",
                     *           "type": "OpenStack.Instance",
                     *           "state": "Active",
                     *           "cloud": "main",
                     *           "category": {
                     *             "uuid": "0f8fad5b-d9cb-469f-a165-708677289513",
                     *             "name": "VM",
                     *             "title": "Virtual machines"
                     *           },
                     *           "flavor": null,
                     *           "plans": [
                     *             {
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *               "name": "Hourly",
                     *               "unit": "hour",
                     *               "unit_price": "0.0250000000"
                     *             }
                     *           ],
                     *           "created": "2026-02-05T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OfferingList"];
                };
            };
        };
    };
    marketplace_offerings_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                cloud?: string;
                project_uuid?: string | string[];
                category_uuid?: string | string[];
                category_name?: string | string[];
                state?: ("Draft" | "Active" | "Paused" | "Archived") | ("Draft" | "Active" | "Paused" | "Archived")[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    marketplace_offerings_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "url": "https://cloud.example/api/marketplace-offerings/0f8fad5b-d9cb-469f-a165-708677289514/",
                     *       "name": "Virtual machine",
                     *       "type": "OpenStack.Instance",
                     *       "state": "Active",
                     *       "cloud": "main",
                     *       "category": {
                     *         "uuid": "0f8fad5b-d9cb-469f-a165-708677289513",
                     *         "name": "VM",
                     *         "title": "Virtual machines"
                     *       },
                     *       "flavor": null,
                     *       "plans": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *           "name": "Hourly",
                     *           "unit": "hour",
                     *           "unit_price": "0.0250000000"
                     *         }
                     *       ],
                     *       "created": "2026-02-05T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Offering"];
                };
            };
        };
    };
    marketplace_public_offerings_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                keyword?: string;
                query?: string;
                slug?: string;
                uuid_list?: string;
                parent_uuid?: string | string[];
                created?: string;
                created_before?: string;
                project_uuid?: string | string[];
                scope_uuid?: string | string[];
                customer?: string | string[];
                customer_uuid?: string | string[];
                allowed_customer_uuid?: string | string[];
                consumer_customer_uuid?: string | string[];
                resource_project_uuid?: string | string[];
                resource_customer_uuid?: string | string[];
                category_uuid?: string | string[];
                category_group_uuid?: string | string[];
                organization_group_uuid?: string | string[];
                offering_group_uuid?: string | string[];
                tag?: string | string[];
                tag_name?: string | string[];
                tags_and?: string | string[];
                tag_names_and?: string | string[];
                type?: string | string[];
                state?: ("Active" | "Archived" | "Draft" | "Paused" | "Unavailable") | ("Active" | "Archived" | "Draft" | "Paused" | "Unavailable")[];
                accessible?: string;
                shared?: string;
                billable?: string;
                accessible_via_calls?: string;
                can_create_offering_user?: string;
                has_active_terms_of_service?: string;
                has_terms_of_service?: string;
                user_has_consent?: string;
                user_has_offering_user?: string;
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *           "url": "https://cloud.example/api/marketplace-public-offerings/0f8fad5b-d9cb-469f-a165-708677289514/",
                     *           "name": "Virtual machine",
                     *           "slug": "virtual-machine",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "state": "Active",
                     *           "type": "OpenStack.Instance",
                     *           "scope": "https://cloud.example/api/openstack-tenants/0f8fad5b-d9cb-469f-a165-70867728950f/",
                     *           "scope_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "scope_name": "Web site",
                     *           "scope_state": "OK",
                     *           "scope_error_message": "",
                     *           "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "project_name": "Web site",
                     *           "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_name": "Acme",
                     *           "category": "https://cloud.example/api/marketplace-categories/0f8fad5b-d9cb-469f-a165-708677289513/",
                     *           "category_uuid": "0f8fad5b-d9cb-469f-a165-708677289513",
                     *           "category_title": "Virtual machines",
                     *           "flavor": null,
                     *           "plans": [
                     *             {
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *               "url": "https://cloud.example/api/marketplace-public-offerings/0f8fad5b-d9cb-469f-a165-708677289514/plans/0f8fad5b-d9cb-469f-a165-708677289515/",
                     *               "name": "Hourly",
                     *               "unit": "hour",
                     *               "unit_price": "0.0250000000",
                     *               "article_code": "",
                     *               "max_amount": null,
                     *               "archived": false,
                     *               "is_active": true,
                     *               "init_price": 0,
                     *               "switch_price": 0,
                     *               "backend_id": "",
                     *               "organization_groups": [],
                     *               "components": [
                     *                 {
                     *                   "type": "cores",
                     *                   "name": "Cores",
                     *                   "measured_unit": "cores",
                     *                   "amount": 0,
                     *                   "price": "0.0000000000",
                     *                   "future_price": null,
                     *                   "discount_threshold": null,
                     *                   "discount_rate": null
                     *                 }
                     *               ],
                     *               "prices": {
                     *                 "cores": "0.0000000000",
                     *                 "ram": "0.0000000000",
                     *                 "storage": "0.0000000000"
                     *               },
                     *               "future_prices": {
                     *                 "cores": null,
                     *                 "ram": null,
                     *                 "storage": null
                     *               },
                     *               "quotas": {
                     *                 "cores": 0,
                     *                 "ram": 0,
                     *                 "storage": 0
                     *               },
                     *               "resources_count": 1,
                     *               "plan_type": "fixed",
                     *               "minimal_price": 0.025
                     *             }
                     *           ],
                     *           "components": [
                     *             {
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-70867728952b",
                     *               "type": "cores",
                     *               "name": "Cores",
                     *               "billing_type": "fixed",
                     *               "measured_unit": "cores",
                     *               "unit_factor": 1,
                     *               "factor": 1,
                     *               "article_code": "",
                     *               "limit_period": "month",
                     *               "limit_amount": null,
                     *               "max_value": null,
                     *               "min_value": null,
                     *               "max_available_limit": null,
                     *               "default_limit": null,
                     *               "is_boolean": false,
                     *               "is_builtin": true,
                     *               "is_prepaid": false,
                     *               "overage_component": null,
                     *               "min_prepaid_duration": null,
                     *               "max_prepaid_duration": null
                     *             }
                     *           ],
                     *           "quotas": [
                     *             {
                     *               "name": "vcpu",
                     *               "usage": 1,
                     *               "limit": 40
                     *             }
                     *           ],
                     *           "order_count": 1,
                     *           "shared": true,
                     *           "billable": false,
                     *           "is_accessible": true,
                     *           "user_has_consent": false,
                     *           "has_compliance_requirements": false,
                     *           "billing_type_classification": "mixed",
                     *           "parent_uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *           "parent_name": "Virtual machine",
                     *           "parent_description": "A VM of the flavor you choose",
                     *           "full_description": "",
                     *           "privacy_policy_link": "",
                     *           "access_url": "",
                     *           "vendor_details": "",
                     *           "getting_started": "",
                     *           "integration_guide": "",
                     *           "paused_reason": "",
                     *           "datacite_doi": "",
                     *           "country": "",
                     *           "backend_id": "",
                     *           "citation_count": -1,
                     *           "attributes": {},
                     *           "options": {},
                     *           "resource_options": {},
                     *           "plugin_options": {},
                     *           "backend_metadata": {},
                     *           "endpoints": [],
                     *           "software_catalogs": [],
                     *           "partitions": [],
                     *           "roles": [],
                     *           "screenshots": [],
                     *           "files": [],
                     *           "organization_groups": [],
                     *           "tags": [],
                     *           "promotion_campaigns": [],
                     *           "thumbnail": null,
                     *           "image": null,
                     *           "latitude": null,
                     *           "longitude": null,
                     *           "total_customers": null,
                     *           "total_cost": null,
                     *           "total_cost_estimated": null,
                     *           "compliance_checklist": null,
                     *           "google_calendar_is_public": null,
                     *           "google_calendar_link": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PublicOfferingList"];
                };
            };
        };
    };
    marketplace_public_offerings_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                keyword?: string;
                query?: string;
                slug?: string;
                uuid_list?: string;
                parent_uuid?: string | string[];
                created?: string;
                created_before?: string;
                project_uuid?: string | string[];
                scope_uuid?: string | string[];
                customer?: string | string[];
                customer_uuid?: string | string[];
                allowed_customer_uuid?: string | string[];
                consumer_customer_uuid?: string | string[];
                resource_project_uuid?: string | string[];
                resource_customer_uuid?: string | string[];
                category_uuid?: string | string[];
                category_group_uuid?: string | string[];
                organization_group_uuid?: string | string[];
                offering_group_uuid?: string | string[];
                tag?: string | string[];
                tag_name?: string | string[];
                tags_and?: string | string[];
                tag_names_and?: string | string[];
                type?: string | string[];
                state?: ("Active" | "Archived" | "Draft" | "Paused" | "Unavailable") | ("Active" | "Archived" | "Draft" | "Paused" | "Unavailable")[];
                accessible?: string;
                shared?: string;
                billable?: string;
                accessible_via_calls?: string;
                can_create_offering_user?: string;
                has_active_terms_of_service?: string;
                has_terms_of_service?: string;
                user_has_consent?: string;
                user_has_offering_user?: string;
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    marketplace_public_offerings_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "url": "https://cloud.example/api/marketplace-public-offerings/0f8fad5b-d9cb-469f-a165-708677289514/",
                     *       "name": "Virtual machine",
                     *       "slug": "virtual-machine",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "state": "Active",
                     *       "type": "OpenStack.Instance",
                     *       "scope": "https://cloud.example/api/openstack-tenants/0f8fad5b-d9cb-469f-a165-70867728950f/",
                     *       "scope_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "scope_name": "Web site",
                     *       "scope_state": "OK",
                     *       "scope_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "category": "https://cloud.example/api/marketplace-categories/0f8fad5b-d9cb-469f-a165-708677289513/",
                     *       "category_uuid": "0f8fad5b-d9cb-469f-a165-708677289513",
                     *       "category_title": "Virtual machines",
                     *       "flavor": null,
                     *       "plans": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *           "url": "https://cloud.example/api/marketplace-public-offerings/0f8fad5b-d9cb-469f-a165-708677289514/plans/0f8fad5b-d9cb-469f-a165-708677289515/",
                     *           "name": "Hourly",
                     *           "unit": "hour",
                     *           "unit_price": "0.0250000000",
                     *           "article_code": "",
                     *           "max_amount": null,
                     *           "archived": false,
                     *           "is_active": true,
                     *           "init_price": 0,
                     *           "switch_price": 0,
                     *           "backend_id": "",
                     *           "organization_groups": [],
                     *           "components": [
                     *             {
                     *               "type": "cores",
                     *               "name": "Cores",
                     *               "measured_unit": "cores",
                     *               "amount": 0,
                     *               "price": "0.0000000000",
                     *               "future_price": null,
                     *               "discount_threshold": null,
                     *               "discount_rate": null
                     *             }
                     *           ],
                     *           "prices": {
                     *             "cores": "0.0000000000",
                     *             "ram": "0.0000000000",
                     *             "storage": "0.0000000000"
                     *           },
                     *           "future_prices": {
                     *             "cores": null,
                     *             "ram": null,
                     *             "storage": null
                     *           },
                     *           "quotas": {
                     *             "cores": 0,
                     *             "ram": 0,
                     *             "storage": 0
                     *           },
                     *           "resources_count": 1,
                     *           "plan_type": "fixed",
                     *           "minimal_price": 0.025
                     *         }
                     *       ],
                     *       "components": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728952b",
                     *           "type": "cores",
                     *           "name": "Cores",
                     *           "billing_type": "fixed",
                     *           "measured_unit": "cores",
                     *           "unit_factor": 1,
                     *           "factor": 1,
                     *           "article_code": "",
                     *           "limit_period": "month",
                     *           "limit_amount": null,
                     *           "max_value": null,
                     *           "min_value": null,
                     *           "max_available_limit": null,
                     *           "default_limit": null,
                     *           "is_boolean": false,
                     *           "is_builtin": true,
                     *           "is_prepaid": false,
                     *           "overage_component": null,
                     *           "min_prepaid_duration": null,
                     *           "max_prepaid_duration": null
                     *         }
                     *       ],
                     *       "quotas": [
                     *         {
                     *           "name": "vcpu",
                     *           "usage": 1,
                     *           "limit": 40
                     *         }
                     *       ],
                     *       "order_count": 1,
                     *       "shared": true,
                     *       "billable": false,
                     *       "is_accessible": true,
                     *       "user_has_consent": false,
                     *       "has_compliance_requirements": false,
                     *       "billing_type_classification": "mixed",
                     *       "parent_uuid": "0f8fad5b-d9cb-469f-a165-708677289514",
                     *       "parent_name": "Virtual machine",
                     *       "parent_description": "A VM of the flavor you choose",
                     *       "full_description": "",
                     *       "privacy_policy_link": "",
                     *       "access_url": "",
                     *       "vendor_details": "",
                     *       "getting_started": "",
                     *       "integration_guide": "",
                     *       "paused_reason": "",
                     *       "datacite_doi": "",
                     *       "country": "",
                     *       "backend_id": "",
                     *       "citation_count": -1,
                     *       "attributes": {},
                     *       "options": {},
                     *       "resource_options": {},
                     *       "plugin_options": {},
                     *       "backend_metadata": {},
                     *       "endpoints": [],
                     *       "software_catalogs": [],
                     *       "partitions": [],
                     *       "roles": [],
                     *       "screenshots": [],
                     *       "files": [],
                     *       "organization_groups": [],
                     *       "tags": [],
                     *       "promotion_campaigns": [],
                     *       "thumbnail": null,
                     *       "image": null,
                     *       "latitude": null,
                     *       "longitude": null,
                     *       "total_customers": null,
                     *       "total_cost": null,
                     *       "total_cost_estimated": null,
                     *       "compliance_checklist": null,
                     *       "google_calendar_is_public": null,
                     *       "google_calendar_link": null
                     *     }
                     */
                    "application/json": components["schemas"]["PublicOffering"];
                };
            };
        };
    };
    marketplace_public_offerings_plans_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                o?: string | string[];
            };
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *           "url": "https://cloud.example/api/marketplace-public-offerings/0f8fad5b-d9cb-469f-a165-708677289514/plans/0f8fad5b-d9cb-469f-a165-708677289515/",
                     *           "name": "Hourly",
                     *           "unit": "hour",
                     *           "unit_price": "0.0250000000",
                     *           "article_code": "",
                     *           "max_amount": null,
                     *           "archived": false,
                     *           "is_active": true,
                     *           "init_price": 0,
                     *           "switch_price": 0,
                     *           "backend_id": "",
                     *           "organization_groups": [],
                     *           "components": [
                     *             {
                     *               "type": "cores",
                     *               "name": "Cores",
                     *               "measured_unit": "cores",
                     *               "amount": 0,
                     *               "price": "0.0000000000",
                     *               "future_price": null,
                     *               "discount_threshold": null,
                     *               "discount_rate": null
                     *             }
                     *           ],
                     *           "prices": {
                     *             "cores": "0.0000000000",
                     *             "ram": "0.0000000000",
                     *             "storage": "0.0000000000"
                     *           },
                     *           "future_prices": {
                     *             "cores": null,
                     *             "ram": null,
                     *             "storage": null
                     *           },
                     *           "quotas": {
                     *             "cores": 0,
                     *             "ram": 0,
                     *             "storage": 0
                     *           },
                     *           "resources_count": 1,
                     *           "plan_type": "fixed",
                     *           "minimal_price": 0.025
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PlanList"];
                };
            };
        };
    };
    marketplace_public_offerings_plans_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                o?: string | string[];
            };
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    marketplace_public_offerings_plans_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
                plan: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *       "url": "https://cloud.example/api/marketplace-public-offerings/0f8fad5b-d9cb-469f-a165-708677289514/plans/0f8fad5b-d9cb-469f-a165-708677289515/",
                     *       "name": "Hourly",
                     *       "unit": "hour",
                     *       "unit_price": "0.0250000000",
                     *       "article_code": "",
                     *       "max_amount": null,
                     *       "archived": false,
                     *       "is_active": true,
                     *       "init_price": 0,
                     *       "switch_price": 0,
                     *       "backend_id": "",
                     *       "organization_groups": [],
                     *       "components": [
                     *         {
                     *           "type": "cores",
                     *           "name": "Cores",
                     *           "measured_unit": "cores",
                     *           "amount": 0,
                     *           "price": "0.0000000000",
                     *           "future_price": null,
                     *           "discount_threshold": null,
                     *           "discount_rate": null
                     *         }
                     *       ],
                     *       "prices": {
                     *         "cores": "0.0000000000",
                     *         "ram": "0.0000000000",
                     *         "storage": "0.0000000000"
                     *       },
                     *       "future_prices": {
                     *         "cores": null,
                     *         "ram": null,
                     *         "storage": null
                     *       },
                     *       "quotas": {
                     *         "cores": 0,
                     *         "ram": 0,
                     *         "storage": 0
                     *       },
                     *       "resources_count": 1,
                     *       "plan_type": "fixed",
                     *       "minimal_price": 0.025
                     *     }
                     */
                    "application/json": components["schemas"]["Plan"];
                };
            };
        };
    };
    marketplace_categories_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                title?: string;
                group_uuid?: string | string[];
                has_shared?: string;
                offering_name?: string;
                customer_uuid?: string | string[];
                resource_customer_uuid?: string | string[];
                resource_project_uuid?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289513",
                     *           "url": "https://cloud.example/api/marketplace-categories/0f8fad5b-d9cb-469f-a165-708677289513/",
                     *           "name": "VM",
                     *           "title": "Virtual machines",
                     *           "icon": null,
                     *           "default_vm_category": true,
                     *           "default_volume_category": false,
                     *           "default_tenant_category": false,
                     *           "offering_count": 2,
                     *           "available_offerings_count": 2,
                     *           "sections": [],
                     *           "columns": [],
                     *           "components": [],
                     *           "articles": [],
                     *           "group": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CategoryList"];
                };
            };
        };
    };
    marketplace_categories_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                title?: string;
                group_uuid?: string | string[];
                has_shared?: string;
                offering_name?: string;
                customer_uuid?: string | string[];
                resource_customer_uuid?: string | string[];
                resource_project_uuid?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    marketplace_categories_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289513",
                     *       "url": "https://cloud.example/api/marketplace-categories/0f8fad5b-d9cb-469f-a165-708677289513/",
                     *       "name": "VM",
                     *       "title": "Virtual machines",
                     *       "icon": null,
                     *       "default_vm_category": true,
                     *       "default_volume_category": false,
                     *       "default_tenant_category": false,
                     *       "offering_count": 2,
                     *       "available_offerings_count": 2,
                     *       "sections": [],
                     *       "columns": [],
                     *       "components": [],
                     *       "articles": [],
                     *       "group": null
                     *     }
                     */
                    "application/json": components["schemas"]["Category"];
                };
            };
        };
    };
    marketplace_plans_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                offering?: string | string[];
                offering_uuid?: string | string[];
                parent_offering_uuid?: string | string[];
                offering_slug?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *           "url": "https://cloud.example/api/marketplace-public-offerings/0f8fad5b-d9cb-469f-a165-708677289514/plans/0f8fad5b-d9cb-469f-a165-708677289515/",
                     *           "name": "Hourly",
                     *           "unit": "hour",
                     *           "unit_price": "0.0250000000",
                     *           "article_code": "",
                     *           "max_amount": null,
                     *           "archived": false,
                     *           "is_active": true,
                     *           "init_price": 0,
                     *           "switch_price": 0,
                     *           "backend_id": "",
                     *           "organization_groups": [],
                     *           "components": [
                     *             {
                     *               "type": "cores",
                     *               "name": "Cores",
                     *               "measured_unit": "cores",
                     *               "amount": 0,
                     *               "price": "0.0000000000",
                     *               "future_price": null,
                     *               "discount_threshold": null,
                     *               "discount_rate": null
                     *             }
                     *           ],
                     *           "prices": {
                     *             "cores": "0.0000000000",
                     *             "ram": "0.0000000000",
                     *             "storage": "0.0000000000"
                     *           },
                     *           "future_prices": {
                     *             "cores": null,
                     *             "ram": null,
                     *             "storage": null
                     *           },
                     *           "quotas": {
                     *             "cores": 0,
                     *             "ram": 0,
                     *             "storage": 0
                     *           },
                     *           "resources_count": 1,
                     *           "plan_type": "fixed",
                     *           "minimal_price": 0.025,
                     *           "offering": "0f8fad5b-d9cb-469f-a165-708677289514"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PlanOfOfferingList"];
                };
            };
        };
    };
    marketplace_plans_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                offering?: string | string[];
                offering_uuid?: string | string[];
                parent_offering_uuid?: string | string[];
                offering_slug?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    marketplace_plans_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289515",
                     *       "url": "https://cloud.example/api/marketplace-public-offerings/0f8fad5b-d9cb-469f-a165-708677289514/plans/0f8fad5b-d9cb-469f-a165-708677289515/",
                     *       "name": "Hourly",
                     *       "unit": "hour",
                     *       "unit_price": "0.0250000000",
                     *       "article_code": "",
                     *       "max_amount": null,
                     *       "archived": false,
                     *       "is_active": true,
                     *       "init_price": 0,
                     *       "switch_price": 0,
                     *       "backend_id": "",
                     *       "organization_groups": [],
                     *       "components": [
                     *         {
                     *           "type": "cores",
                     *           "name": "Cores",
                     *           "measured_unit": "cores",
                     *           "amount": 0,
                     *           "price": "0.0000000000",
                     *           "future_price": null,
                     *           "discount_threshold": null,
                     *           "discount_rate": null
                     *         }
                     *       ],
                     *       "prices": {
                     *         "cores": "0.0000000000",
                     *         "ram": "0.0000000000",
                     *         "storage": "0.0000000000"
                     *       },
                     *       "future_prices": {
                     *         "cores": null,
                     *         "ram": null,
                     *         "storage": null
                     *       },
                     *       "quotas": {
                     *         "cores": 0,
                     *         "ram": 0,
                     *         "storage": 0
                     *       },
                     *       "resources_count": 1,
                     *       "plan_type": "fixed",
                     *       "minimal_price": 0.025,
                     *       "offering": "0f8fad5b-d9cb-469f-a165-708677289514"
                     *     }
                     */
                    "application/json": components["schemas"]["PlanOfOffering"];
                };
            };
        };
    };
    openstack_flavors_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                tenant?: string | string[];
                tenant_uuid?: string | string[];
                project_uuid?: string | string[];
                offering_uuid?: string | string[];
                settings?: string | string[];
                settings_uuid?: string | string[];
                cores?: number;
                cores__gte?: number;
                cores__lte?: number;
                ram?: number;
                ram__gte?: number;
                ram__lte?: number;
                disk?: number;
                disk__gte?: number;
                disk__lte?: number;
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289516",
                     *           "url": "https://cloud.example/api/openstack-flavors/0f8fad5b-d9cb-469f-a165-708677289516/",
                     *           "name": "small",
                     *           "cores": 1,
                     *           "ram": 1024,
                     *           "disk": 4096,
                     *           "settings": "https://cloud.example/api/service-settings/00000000-0000-0000-0000-000000000000/",
                     *           "backend_id": "0f8fad5b-d9cb-469f-a165-708677289516",
                     *           "display_name": "small (1 CPU, 1024 MB RAM, 4096 MB HDD)"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FlavorList"];
                };
            };
        };
    };
    openstack_flavors_create: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlavorsCreateRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289516",
                     *       "url": "https://cloud.example/api/openstack-flavors/0f8fad5b-d9cb-469f-a165-708677289516/",
                     *       "name": "small",
                     *       "cores": 1,
                     *       "ram": 1024,
                     *       "disk": 4096,
                     *       "settings": "https://cloud.example/api/service-settings/00000000-0000-0000-0000-000000000000/",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289516",
                     *       "display_name": "small (1 CPU, 1024 MB RAM, 4096 MB HDD)"
                     *     }
                     */
                    "application/json": components["schemas"]["Flavor"];
                };
            };
        };
    };
    openstack_flavors_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                tenant?: string | string[];
                tenant_uuid?: string | string[];
                project_uuid?: string | string[];
                offering_uuid?: string | string[];
                settings?: string | string[];
                settings_uuid?: string | string[];
                cores?: number;
                cores__gte?: number;
                cores__lte?: number;
                ram?: number;
                ram__gte?: number;
                ram__lte?: number;
                disk?: number;
                disk__gte?: number;
                disk__lte?: number;
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_flavors_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289516",
                     *       "url": "https://cloud.example/api/openstack-flavors/0f8fad5b-d9cb-469f-a165-708677289516/",
                     *       "name": "small",
                     *       "cores": 1,
                     *       "ram": 1024,
                     *       "disk": 4096,
                     *       "settings": "https://cloud.example/api/service-settings/00000000-0000-0000-0000-000000000000/",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289516",
                     *       "display_name": "small (1 CPU, 1024 MB RAM, 4096 MB HDD)"
                     *     }
                     */
                    "application/json": components["schemas"]["Flavor"];
                };
            };
        };
    };
    openstack_flavors_destroy: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_images_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                tenant?: string | string[];
                tenant_uuid?: string | string[];
                project_uuid?: string | string[];
                offering_uuid?: string | string[];
                settings?: string | string[];
                settings_uuid?: string | string[];
                show_duplicate_names?: "true";
                state?: ("pending" | "importing" | "ready" | "erred") | ("pending" | "importing" | "ready" | "erred")[];
                is_rescue_image?: string;
                in_catalogue?: string;
                catalogue?: string;
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *           "url": "https://cloud.example/api/openstack-images/0f8fad5b-d9cb-469f-a165-708677289517/",
                     *           "name": "Debian GNU/Linux 12",
                     *           "project": null,
                     *           "cloud": null,
                     *           "ssh_user": "debian",
                     *           "readiness": "cloud-init",
                     *           "min_disk": 3072,
                     *           "min_ram": 512,
                     *           "is_rescue_image": false,
                     *           "state": "ready",
                     *           "size": 346030080,
                     *           "disk": 3072,
                     *           "sha256": "9c1f6b0e1d6c2a7f8e3b5d4a0f9c8e7d6b5a4c3d2e1f0a9b8c7d6e5f4a3b2c1d",
                     *           "checksum_url": "https://cloud.debian.org/images/cloud/bookworm/latest/SHA512SUMS",
                     *           "catalogue": "debian-12",
                     *           "source_url": "https://cloud.debian.org/images/cloud/bookworm/latest/debian-12-genericcloud-amd64.qcow2",
                     *           "error_message": "",
                     *           "progress": null,
                     *           "message": "",
                     *           "remaining_seconds": null,
                     *           "settings": "https://cloud.example/api/service-settings/00000000-0000-0000-0000-000000000000/",
                     *           "backend_id": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *           "backend_created_at": "2026-02-05T09:30:00.000Z",
                     *           "created": "2026-02-05T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ImageList"];
                };
            };
        };
    };
    openstack_images_create: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImagesCreateRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *       "url": "https://cloud.example/api/openstack-images/0f8fad5b-d9cb-469f-a165-708677289517/",
                     *       "name": "web",
                     *       "project": null,
                     *       "cloud": null,
                     *       "ssh_user": "debian",
                     *       "readiness": "cloud-init",
                     *       "min_disk": 3072,
                     *       "min_ram": 512,
                     *       "is_rescue_image": false,
                     *       "state": "importing",
                     *       "size": null,
                     *       "disk": 3072,
                     *       "sha256": "9c1f6b0e1d6c2a7f8e3b5d4a0f9c8e7d6b5a4c3d2e1f0a9b8c7d6e5f4a3b2c1d",
                     *       "checksum_url": null,
                     *       "catalogue": null,
                     *       "source_url": null,
                     *       "error_message": "",
                     *       "progress": 0.2,
                     *       "message": "downloading",
                     *       "remaining_seconds": null,
                     *       "settings": "https://cloud.example/api/service-settings/00000000-0000-0000-0000-000000000000/",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *       "backend_created_at": "2026-02-05T09:30:00.000Z",
                     *       "created": "2026-02-05T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Image"];
                };
            };
        };
    };
    openstack_images_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                tenant?: string | string[];
                tenant_uuid?: string | string[];
                project_uuid?: string | string[];
                offering_uuid?: string | string[];
                settings?: string | string[];
                settings_uuid?: string | string[];
                show_duplicate_names?: "true";
                state?: ("pending" | "importing" | "ready" | "erred") | ("pending" | "importing" | "ready" | "erred")[];
                is_rescue_image?: string;
                in_catalogue?: string;
                catalogue?: string;
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_images_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *       "url": "https://cloud.example/api/openstack-images/0f8fad5b-d9cb-469f-a165-708677289517/",
                     *       "name": "Debian GNU/Linux 12",
                     *       "project": null,
                     *       "cloud": null,
                     *       "ssh_user": "debian",
                     *       "readiness": "cloud-init",
                     *       "min_disk": 3072,
                     *       "min_ram": 512,
                     *       "is_rescue_image": false,
                     *       "state": "ready",
                     *       "size": 346030080,
                     *       "disk": 3072,
                     *       "sha256": "9c1f6b0e1d6c2a7f8e3b5d4a0f9c8e7d6b5a4c3d2e1f0a9b8c7d6e5f4a3b2c1d",
                     *       "checksum_url": "https://cloud.debian.org/images/cloud/bookworm/latest/SHA512SUMS",
                     *       "catalogue": "debian-12",
                     *       "source_url": "https://cloud.debian.org/images/cloud/bookworm/latest/debian-12-genericcloud-amd64.qcow2",
                     *       "error_message": "",
                     *       "progress": null,
                     *       "message": "",
                     *       "remaining_seconds": null,
                     *       "settings": "https://cloud.example/api/service-settings/00000000-0000-0000-0000-000000000000/",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *       "backend_created_at": "2026-02-05T09:30:00.000Z",
                     *       "created": "2026-02-05T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Image"];
                };
            };
        };
    };
    openstack_images_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImagesUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *       "url": "https://cloud.example/api/openstack-images/0f8fad5b-d9cb-469f-a165-708677289517/",
                     *       "name": "Debian GNU/Linux 12",
                     *       "project": null,
                     *       "cloud": null,
                     *       "ssh_user": "debian",
                     *       "readiness": "cloud-init",
                     *       "min_disk": 3072,
                     *       "min_ram": 512,
                     *       "is_rescue_image": false,
                     *       "state": "ready",
                     *       "size": 346030080,
                     *       "disk": 3072,
                     *       "sha256": "9c1f6b0e1d6c2a7f8e3b5d4a0f9c8e7d6b5a4c3d2e1f0a9b8c7d6e5f4a3b2c1d",
                     *       "checksum_url": "https://cloud.debian.org/images/cloud/bookworm/latest/SHA512SUMS",
                     *       "catalogue": "debian-12",
                     *       "source_url": "https://cloud.debian.org/images/cloud/bookworm/latest/debian-12-genericcloud-amd64.qcow2",
                     *       "error_message": "",
                     *       "progress": null,
                     *       "message": "",
                     *       "remaining_seconds": null,
                     *       "settings": "https://cloud.example/api/service-settings/00000000-0000-0000-0000-000000000000/",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *       "backend_created_at": "2026-02-05T09:30:00.000Z",
                     *       "created": "2026-02-05T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Image"];
                };
            };
        };
    };
    openstack_images_destroy: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_images_partial_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImagesPartialUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *       "url": "https://cloud.example/api/openstack-images/0f8fad5b-d9cb-469f-a165-708677289517/",
                     *       "name": "Debian GNU/Linux 12",
                     *       "project": null,
                     *       "cloud": null,
                     *       "ssh_user": "debian",
                     *       "readiness": "cloud-init",
                     *       "min_disk": 3072,
                     *       "min_ram": 512,
                     *       "is_rescue_image": false,
                     *       "state": "ready",
                     *       "size": 346030080,
                     *       "disk": 3072,
                     *       "sha256": "9c1f6b0e1d6c2a7f8e3b5d4a0f9c8e7d6b5a4c3d2e1f0a9b8c7d6e5f4a3b2c1d",
                     *       "checksum_url": "https://cloud.debian.org/images/cloud/bookworm/latest/SHA512SUMS",
                     *       "catalogue": "debian-12",
                     *       "source_url": "https://cloud.debian.org/images/cloud/bookworm/latest/debian-12-genericcloud-amd64.qcow2",
                     *       "error_message": "",
                     *       "progress": null,
                     *       "message": "",
                     *       "remaining_seconds": null,
                     *       "settings": "https://cloud.example/api/service-settings/00000000-0000-0000-0000-000000000000/",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *       "backend_created_at": "2026-02-05T09:30:00.000Z",
                     *       "created": "2026-02-05T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Image"];
                };
            };
        };
    };
    openstack_images_pull: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "pull was scheduled; GET the image shows how far it is"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    openstack_instances_create_image: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstancesCreateImageRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *       "url": "https://cloud.example/api/openstack-images/0f8fad5b-d9cb-469f-a165-708677289517/",
                     *       "name": "web-1 before the upgrade",
                     *       "project": null,
                     *       "cloud": null,
                     *       "ssh_user": "debian",
                     *       "readiness": "cloud-init",
                     *       "min_disk": 3072,
                     *       "min_ram": 512,
                     *       "is_rescue_image": false,
                     *       "state": "importing",
                     *       "size": null,
                     *       "disk": 3072,
                     *       "sha256": null,
                     *       "checksum_url": null,
                     *       "catalogue": null,
                     *       "source_url": null,
                     *       "error_message": "",
                     *       "progress": null,
                     *       "message": "",
                     *       "remaining_seconds": null,
                     *       "settings": "https://cloud.example/api/service-settings/00000000-0000-0000-0000-000000000000/",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *       "backend_created_at": "2026-02-05T09:30:00.000Z",
                     *       "created": "2026-02-05T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Image"];
                };
            };
        };
    };
    openstack_networks_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                direct_only?: string;
                rbac_only?: string;
                is_external?: string;
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                type?: string;
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-networks/0f8fad5b-d9cb-469f-a165-708677289518/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *           "name": "default",
                     *           "service_name": "Slipway",
                     *           "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_state": "OK",
                     *           "service_settings_error_message": "",
                     *           "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "project_name": "Web site",
                     *           "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_name": "Acme",
                     *           "customer_native_name": "",
                     *           "customer_abbreviation": "",
                     *           "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "tenant_name": "Web site",
                     *           "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "error_message": "",
                     *           "error_traceback": "",
                     *           "resource_type": "OpenStack.Network",
                     *           "state": "OK",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "modified": "2026-02-05T09:30:09.000Z",
                     *           "backend_id": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *           "access_url": null,
                     *           "marketplace_offering_uuid": null,
                     *           "marketplace_offering_name": null,
                     *           "marketplace_offering_plugin_options": null,
                     *           "marketplace_category_uuid": null,
                     *           "marketplace_category_name": null,
                     *           "marketplace_resource_uuid": null,
                     *           "marketplace_plan_uuid": null,
                     *           "marketplace_resource_state": null,
                     *           "is_usage_based": null,
                     *           "is_limit_based": null,
                     *           "is_external": false,
                     *           "type": "vxlan",
                     *           "segmentation_id": null,
                     *           "mtu": null,
                     *           "rbac_policies": [],
                     *           "subnets": [
                     *             {
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *               "url": "https://cloud.example/api/openstack-subnets/0f8fad5b-d9cb-469f-a165-708677289519/",
                     *               "name": "default",
                     *               "cidr": "10.0.0.0/22",
                     *               "gateway_ip": "10.0.0.1",
                     *               "allocation_pools": [
                     *                 {
                     *                   "start": "10.0.0.2",
                     *                   "end": "10.0.3.254"
                     *                 }
                     *               ],
                     *               "ip_version": 4,
                     *               "enable_dhcp": true
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["NetworkList"];
                };
            };
        };
    };
    openstack_networks_create: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NetworksCreateRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-networks/0f8fad5b-d9cb-469f-a165-708677289518/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "name": "default",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Network",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "is_external": false,
                     *       "type": "vxlan",
                     *       "segmentation_id": null,
                     *       "mtu": null,
                     *       "rbac_policies": [],
                     *       "subnets": []
                     *     }
                     */
                    "application/json": components["schemas"]["Network"];
                };
            };
        };
    };
    openstack_networks_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                direct_only?: string;
                rbac_only?: string;
                is_external?: string;
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                type?: string;
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_networks_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-networks/0f8fad5b-d9cb-469f-a165-708677289518/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "name": "default",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Network",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "is_external": false,
                     *       "type": "vxlan",
                     *       "segmentation_id": null,
                     *       "mtu": null,
                     *       "rbac_policies": [],
                     *       "subnets": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "url": "https://cloud.example/api/openstack-subnets/0f8fad5b-d9cb-469f-a165-708677289519/",
                     *           "name": "default",
                     *           "cidr": "10.0.0.0/22",
                     *           "gateway_ip": "10.0.0.1",
                     *           "allocation_pools": [
                     *             {
                     *               "start": "10.0.0.2",
                     *               "end": "10.0.3.254"
                     *             }
                     *           ],
                     *           "ip_version": 4,
                     *           "enable_dhcp": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Network"];
                };
            };
        };
    };
    openstack_networks_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NetworksUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-networks/0f8fad5b-d9cb-469f-a165-708677289518/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "name": "default",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Network",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "is_external": false,
                     *       "type": "vxlan",
                     *       "segmentation_id": null,
                     *       "mtu": null,
                     *       "rbac_policies": [],
                     *       "subnets": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "url": "https://cloud.example/api/openstack-subnets/0f8fad5b-d9cb-469f-a165-708677289519/",
                     *           "name": "default",
                     *           "cidr": "10.0.0.0/22",
                     *           "gateway_ip": "10.0.0.1",
                     *           "allocation_pools": [
                     *             {
                     *               "start": "10.0.0.2",
                     *               "end": "10.0.3.254"
                     *             }
                     *           ],
                     *           "ip_version": 4,
                     *           "enable_dhcp": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Network"];
                };
            };
        };
    };
    openstack_networks_destroy: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_networks_partial_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NetworksPartialUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-networks/0f8fad5b-d9cb-469f-a165-708677289518/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "name": "default",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Network",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "is_external": false,
                     *       "type": "vxlan",
                     *       "segmentation_id": null,
                     *       "mtu": null,
                     *       "rbac_policies": [],
                     *       "subnets": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "url": "https://cloud.example/api/openstack-subnets/0f8fad5b-d9cb-469f-a165-708677289519/",
                     *           "name": "default",
                     *           "cidr": "10.0.0.0/22",
                     *           "gateway_ip": "10.0.0.1",
                     *           "allocation_pools": [
                     *             {
                     *               "start": "10.0.0.2",
                     *               "end": "10.0.3.254"
                     *             }
                     *           ],
                     *           "ip_version": 4,
                     *           "enable_dhcp": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Network"];
                };
            };
        };
    };
    openstack_tenants_create_network: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantsCreateNetworkRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-networks/0f8fad5b-d9cb-469f-a165-708677289518/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "name": "default",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Network",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "is_external": false,
                     *       "type": "vxlan",
                     *       "segmentation_id": null,
                     *       "mtu": null,
                     *       "rbac_policies": [],
                     *       "subnets": []
                     *     }
                     */
                    "application/json": components["schemas"]["Network"];
                };
            };
        };
    };
    openstack_networks_pull: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Pull operation was successfully scheduled."
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    openstack_networks_create_subnet: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NetworksCreateSubnetRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-subnets/0f8fad5b-d9cb-469f-a165-708677289519/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *       "name": "default",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.SubNet",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "network": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "network_name": "default",
                     *       "cidr": "10.0.0.0/22",
                     *       "gateway_ip": "10.0.0.1",
                     *       "disable_gateway": false,
                     *       "allocation_pools": [
                     *         {
                     *           "start": "10.0.0.2",
                     *           "end": "10.0.3.254"
                     *         }
                     *       ],
                     *       "ip_version": 4,
                     *       "enable_dhcp": true,
                     *       "dns_nameservers": [
                     *         "10.0.0.1"
                     *       ],
                     *       "host_routes": [],
                     *       "is_connected": true,
                     *       "used_ips": 3,
                     *       "total_ips": 253
                     *     }
                     */
                    "application/json": components["schemas"]["Subnet"];
                };
            };
        };
    };
    openstack_subnets_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                direct_only?: string;
                rbac_only?: string;
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                enable_dhcp?: string;
                network_uuid?: string | string[];
                network?: string | string[];
                ip_version?: ("4" | "6") | ("4" | "6")[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-subnets/0f8fad5b-d9cb-469f-a165-708677289519/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "name": "default",
                     *           "service_name": "Slipway",
                     *           "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_state": "OK",
                     *           "service_settings_error_message": "",
                     *           "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "project_name": "Web site",
                     *           "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_name": "Acme",
                     *           "customer_native_name": "",
                     *           "customer_abbreviation": "",
                     *           "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "tenant_name": "Web site",
                     *           "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "error_message": "",
                     *           "error_traceback": "",
                     *           "resource_type": "OpenStack.SubNet",
                     *           "state": "OK",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "modified": "2026-02-05T09:30:09.000Z",
                     *           "backend_id": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *           "access_url": null,
                     *           "marketplace_offering_uuid": null,
                     *           "marketplace_offering_name": null,
                     *           "marketplace_offering_plugin_options": null,
                     *           "marketplace_category_uuid": null,
                     *           "marketplace_category_name": null,
                     *           "marketplace_resource_uuid": null,
                     *           "marketplace_plan_uuid": null,
                     *           "marketplace_resource_state": null,
                     *           "is_usage_based": null,
                     *           "is_limit_based": null,
                     *           "network": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *           "network_name": "default",
                     *           "cidr": "10.0.0.0/22",
                     *           "gateway_ip": "10.0.0.1",
                     *           "disable_gateway": false,
                     *           "allocation_pools": [
                     *             {
                     *               "start": "10.0.0.2",
                     *               "end": "10.0.3.254"
                     *             }
                     *           ],
                     *           "ip_version": 4,
                     *           "enable_dhcp": true,
                     *           "dns_nameservers": [
                     *             "10.0.0.1"
                     *           ],
                     *           "host_routes": [],
                     *           "is_connected": true,
                     *           "used_ips": 3,
                     *           "total_ips": 253
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SubnetList"];
                };
            };
        };
    };
    openstack_subnets_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                direct_only?: string;
                rbac_only?: string;
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                enable_dhcp?: string;
                network_uuid?: string | string[];
                network?: string | string[];
                ip_version?: ("4" | "6") | ("4" | "6")[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_subnets_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-subnets/0f8fad5b-d9cb-469f-a165-708677289519/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *       "name": "default",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.SubNet",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "network": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "network_name": "default",
                     *       "cidr": "10.0.0.0/22",
                     *       "gateway_ip": "10.0.0.1",
                     *       "disable_gateway": false,
                     *       "allocation_pools": [
                     *         {
                     *           "start": "10.0.0.2",
                     *           "end": "10.0.3.254"
                     *         }
                     *       ],
                     *       "ip_version": 4,
                     *       "enable_dhcp": true,
                     *       "dns_nameservers": [
                     *         "10.0.0.1"
                     *       ],
                     *       "host_routes": [],
                     *       "is_connected": true,
                     *       "used_ips": 3,
                     *       "total_ips": 253
                     *     }
                     */
                    "application/json": components["schemas"]["Subnet"];
                };
            };
        };
    };
    openstack_subnets_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubnetsUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-subnets/0f8fad5b-d9cb-469f-a165-708677289519/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *       "name": "default",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.SubNet",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "network": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "network_name": "default",
                     *       "cidr": "10.0.0.0/22",
                     *       "gateway_ip": "10.0.0.1",
                     *       "disable_gateway": false,
                     *       "allocation_pools": [
                     *         {
                     *           "start": "10.0.0.2",
                     *           "end": "10.0.3.254"
                     *         }
                     *       ],
                     *       "ip_version": 4,
                     *       "enable_dhcp": true,
                     *       "dns_nameservers": [
                     *         "10.0.0.1"
                     *       ],
                     *       "host_routes": [],
                     *       "is_connected": true,
                     *       "used_ips": 3,
                     *       "total_ips": 253
                     *     }
                     */
                    "application/json": components["schemas"]["Subnet"];
                };
            };
        };
    };
    openstack_subnets_destroy: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_subnets_partial_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubnetsPartialUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-subnets/0f8fad5b-d9cb-469f-a165-708677289519/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *       "name": "default",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.SubNet",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289519",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "network": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "network_name": "default",
                     *       "cidr": "10.0.0.0/22",
                     *       "gateway_ip": "10.0.0.1",
                     *       "disable_gateway": false,
                     *       "allocation_pools": [
                     *         {
                     *           "start": "10.0.0.2",
                     *           "end": "10.0.3.254"
                     *         }
                     *       ],
                     *       "ip_version": 4,
                     *       "enable_dhcp": true,
                     *       "dns_nameservers": [
                     *         "10.0.0.1"
                     *       ],
                     *       "host_routes": [],
                     *       "is_connected": true,
                     *       "used_ips": 3,
                     *       "total_ips": 253
                     *     }
                     */
                    "application/json": components["schemas"]["Subnet"];
                };
            };
        };
    };
    openstack_subnets_pull: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Pull operation was successfully scheduled."
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    openstack_ports_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                network_name?: string;
                network_uuid?: string | string[];
                resource_uuid?: string | string[];
                device_id?: string | string[];
                mac_address?: string | string[];
                fixed_ips?: string | string[];
                free?: string;
                has_device_owner?: string;
                device_owner?: string;
                admin_state_up?: string;
                status?: ("ACTIVE" | "DOWN") | ("ACTIVE" | "DOWN")[];
                exclude_subnet_uuids?: string;
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *           "name": "",
                     *           "service_name": "Slipway",
                     *           "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_state": "OK",
                     *           "service_settings_error_message": "",
                     *           "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "project_name": "Web site",
                     *           "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_name": "Acme",
                     *           "customer_native_name": "",
                     *           "customer_abbreviation": "",
                     *           "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "tenant_name": "Web site",
                     *           "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "error_message": "",
                     *           "error_traceback": "",
                     *           "resource_type": "OpenStack.Port",
                     *           "state": "OK",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "modified": "2026-02-05T09:30:09.000Z",
                     *           "backend_id": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *           "access_url": null,
                     *           "marketplace_offering_uuid": null,
                     *           "marketplace_offering_name": null,
                     *           "marketplace_offering_plugin_options": null,
                     *           "marketplace_category_uuid": null,
                     *           "marketplace_category_name": null,
                     *           "marketplace_resource_uuid": null,
                     *           "marketplace_plan_uuid": null,
                     *           "marketplace_resource_state": null,
                     *           "is_usage_based": null,
                     *           "is_limit_based": null,
                     *           "network": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *           "network_name": "default",
                     *           "network_uuid": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *           "fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "mac_address": "fa:16:3e:1d:4b:07",
                     *           "allowed_address_pairs": [
                     *             {
                     *               "mac_address": "fa:16:3e:1d:4b:07",
                     *               "ip_address": "10.0.0.100"
                     *             }
                     *           ],
                     *           "floating_ips": [
                     *             "0f8fad5b-d9cb-469f-a165-708677289526"
                     *           ],
                     *           "security_groups": [
                     *             {
                     *               "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *               "name": "default"
                     *             }
                     *           ],
                     *           "port_security_enabled": true,
                     *           "admin_state_up": true,
                     *           "status": "ACTIVE",
                     *           "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "device_owner": "compute:nova",
                     *           "resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "resource_name": "web-1"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PortList"];
                };
            };
        };
    };
    openstack_ports_create: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortsCreateRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *       "name": "",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Port",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "network": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "network_name": "default",
                     *       "network_uuid": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "fixed_ips": [
                     *         {
                     *           "ip_address": "10.0.0.11",
                     *           "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *         }
                     *       ],
                     *       "mac_address": "fa:16:3e:1d:4b:07",
                     *       "allowed_address_pairs": [
                     *         {
                     *           "mac_address": "fa:16:3e:1d:4b:07",
                     *           "ip_address": "10.0.0.100"
                     *         }
                     *       ],
                     *       "floating_ips": [],
                     *       "security_groups": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *           "name": "default"
                     *         }
                     *       ],
                     *       "port_security_enabled": true,
                     *       "admin_state_up": true,
                     *       "status": "DOWN",
                     *       "device_id": null,
                     *       "device_owner": null,
                     *       "resource_uuid": null,
                     *       "resource_name": null
                     *     }
                     */
                    "application/json": components["schemas"]["Port"];
                };
            };
        };
    };
    openstack_ports_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                network_name?: string;
                network_uuid?: string | string[];
                resource_uuid?: string | string[];
                device_id?: string | string[];
                mac_address?: string | string[];
                fixed_ips?: string | string[];
                free?: string;
                has_device_owner?: string;
                device_owner?: string;
                admin_state_up?: string;
                status?: ("ACTIVE" | "DOWN") | ("ACTIVE" | "DOWN")[];
                exclude_subnet_uuids?: string;
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_ports_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *       "name": "",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Port",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "network": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "network_name": "default",
                     *       "network_uuid": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "fixed_ips": [
                     *         {
                     *           "ip_address": "10.0.0.11",
                     *           "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *         }
                     *       ],
                     *       "mac_address": "fa:16:3e:1d:4b:07",
                     *       "allowed_address_pairs": [
                     *         {
                     *           "mac_address": "fa:16:3e:1d:4b:07",
                     *           "ip_address": "10.0.0.100"
                     *         }
                     *       ],
                     *       "floating_ips": [
                     *         "0f8fad5b-d9cb-469f-a165-708677289526"
                     *       ],
                     *       "security_groups": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *           "name": "default"
                     *         }
                     *       ],
                     *       "port_security_enabled": true,
                     *       "admin_state_up": true,
                     *       "status": "ACTIVE",
                     *       "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "device_owner": "compute:nova",
                     *       "resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "resource_name": "web-1"
                     *     }
                     */
                    "application/json": components["schemas"]["Port"];
                };
            };
        };
    };
    openstack_ports_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortsUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *       "name": "",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Port",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "network": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "network_name": "default",
                     *       "network_uuid": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "fixed_ips": [
                     *         {
                     *           "ip_address": "10.0.0.11",
                     *           "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *         }
                     *       ],
                     *       "mac_address": "fa:16:3e:1d:4b:07",
                     *       "allowed_address_pairs": [
                     *         {
                     *           "mac_address": "fa:16:3e:1d:4b:07",
                     *           "ip_address": "10.0.0.100"
                     *         }
                     *       ],
                     *       "floating_ips": [
                     *         "0f8fad5b-d9cb-469f-a165-708677289526"
                     *       ],
                     *       "security_groups": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *           "name": "default"
                     *         }
                     *       ],
                     *       "port_security_enabled": true,
                     *       "admin_state_up": true,
                     *       "status": "ACTIVE",
                     *       "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "device_owner": "compute:nova",
                     *       "resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "resource_name": "web-1"
                     *     }
                     */
                    "application/json": components["schemas"]["Port"];
                };
            };
        };
    };
    openstack_ports_destroy: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_ports_partial_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortsPartialUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *       "name": "",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Port",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "network": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "network_name": "default",
                     *       "network_uuid": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "fixed_ips": [
                     *         {
                     *           "ip_address": "10.0.0.11",
                     *           "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *         }
                     *       ],
                     *       "mac_address": "fa:16:3e:1d:4b:07",
                     *       "allowed_address_pairs": [
                     *         {
                     *           "mac_address": "fa:16:3e:1d:4b:07",
                     *           "ip_address": "10.0.0.100"
                     *         }
                     *       ],
                     *       "floating_ips": [
                     *         "0f8fad5b-d9cb-469f-a165-708677289526"
                     *       ],
                     *       "security_groups": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *           "name": "default"
                     *         }
                     *       ],
                     *       "port_security_enabled": true,
                     *       "admin_state_up": true,
                     *       "status": "ACTIVE",
                     *       "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "device_owner": "compute:nova",
                     *       "resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "resource_name": "web-1"
                     *     }
                     */
                    "application/json": components["schemas"]["Port"];
                };
            };
        };
    };
    openstack_ports_pull: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Pull operation was successfully scheduled."
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    openstack_ports_set_allowed_address_pairs: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortsSetAllowedAddressPairsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-ports/0f8fad5b-d9cb-469f-a165-708677289525/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *       "name": "",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Port",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "network": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "network_name": "default",
                     *       "network_uuid": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "fixed_ips": [
                     *         {
                     *           "ip_address": "10.0.0.11",
                     *           "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *         }
                     *       ],
                     *       "mac_address": "fa:16:3e:1d:4b:07",
                     *       "allowed_address_pairs": [
                     *         {
                     *           "mac_address": "fa:16:3e:1d:4b:07",
                     *           "ip_address": "10.0.0.100"
                     *         }
                     *       ],
                     *       "floating_ips": [
                     *         "0f8fad5b-d9cb-469f-a165-708677289526"
                     *       ],
                     *       "security_groups": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *           "name": "default"
                     *         }
                     *       ],
                     *       "port_security_enabled": true,
                     *       "admin_state_up": true,
                     *       "status": "ACTIVE",
                     *       "device_id": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "device_owner": "compute:nova",
                     *       "resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "resource_name": "web-1"
                     *     }
                     */
                    "application/json": components["schemas"]["Port"];
                };
            };
        };
    };
    openstack_ports_update_security_groups: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortsUpdateSecurityGroupsRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "update_security_groups was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_floating_ips_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                description?: string;
                address?: string | string[];
                external_ip?: string | string[];
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                name?: string | string[];
                name_exact?: string | string[];
                free?: string;
                runtime_state?: ("ACTIVE" | "DOWN") | ("ACTIVE" | "DOWN")[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-floating-ips/0f8fad5b-d9cb-469f-a165-708677289526/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289526",
                     *           "name": "203.0.113.10",
                     *           "service_name": "Slipway",
                     *           "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_state": "OK",
                     *           "service_settings_error_message": "",
                     *           "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "project_name": "Web site",
                     *           "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_name": "Acme",
                     *           "customer_native_name": "",
                     *           "customer_abbreviation": "",
                     *           "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "tenant_name": "Web site",
                     *           "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "error_message": "",
                     *           "error_traceback": "",
                     *           "resource_type": "OpenStack.FloatingIP",
                     *           "state": "OK",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "modified": "2026-02-05T09:30:09.000Z",
                     *           "backend_id": "0f8fad5b-d9cb-469f-a165-708677289526",
                     *           "access_url": null,
                     *           "marketplace_offering_uuid": null,
                     *           "marketplace_offering_name": null,
                     *           "marketplace_offering_plugin_options": null,
                     *           "marketplace_category_uuid": null,
                     *           "marketplace_category_name": null,
                     *           "marketplace_resource_uuid": null,
                     *           "marketplace_plan_uuid": null,
                     *           "marketplace_resource_state": null,
                     *           "is_usage_based": null,
                     *           "is_limit_based": null,
                     *           "address": "203.0.113.10",
                     *           "external_address": null,
                     *           "runtime_state": "ACTIVE",
                     *           "backend_network_id": "0f8fad5b-d9cb-469f-a165-70867728951a",
                     *           "port": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *           "port_fixed_ips": [
                     *             {
                     *               "ip_address": "10.0.0.11",
                     *               "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *             }
                     *           ],
                     *           "instance_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "instance_name": "web-1",
                     *           "instance_url": "https://cloud.example/api/openstack-instances/0f8fad5b-d9cb-469f-a165-708677289520/",
                     *           "resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "resource_name": "web-1"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FloatingIpList"];
                };
            };
        };
    };
    openstack_floating_ips_create: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FloatingIpsCreateRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-floating-ips/0f8fad5b-d9cb-469f-a165-708677289526/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289526",
                     *       "name": "203.0.113.10",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.FloatingIP",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289526",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "address": "203.0.113.10",
                     *       "external_address": null,
                     *       "runtime_state": "DOWN",
                     *       "backend_network_id": "0f8fad5b-d9cb-469f-a165-70867728951a",
                     *       "port": null,
                     *       "port_fixed_ips": [],
                     *       "instance_uuid": null,
                     *       "instance_name": null,
                     *       "instance_url": null,
                     *       "resource_uuid": null,
                     *       "resource_name": null
                     *     }
                     */
                    "application/json": components["schemas"]["FloatingIp"];
                };
            };
        };
    };
    openstack_floating_ips_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                description?: string;
                address?: string | string[];
                external_ip?: string | string[];
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                name?: string | string[];
                name_exact?: string | string[];
                free?: string;
                runtime_state?: ("ACTIVE" | "DOWN") | ("ACTIVE" | "DOWN")[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_floating_ips_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-floating-ips/0f8fad5b-d9cb-469f-a165-708677289526/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289526",
                     *       "name": "203.0.113.10",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.FloatingIP",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289526",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "address": "203.0.113.10",
                     *       "external_address": null,
                     *       "runtime_state": "ACTIVE",
                     *       "backend_network_id": "0f8fad5b-d9cb-469f-a165-70867728951a",
                     *       "port": "0f8fad5b-d9cb-469f-a165-708677289525",
                     *       "port_fixed_ips": [
                     *         {
                     *           "ip_address": "10.0.0.11",
                     *           "subnet_id": "0f8fad5b-d9cb-469f-a165-708677289519"
                     *         }
                     *       ],
                     *       "instance_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "instance_name": "web-1",
                     *       "instance_url": "https://cloud.example/api/openstack-instances/0f8fad5b-d9cb-469f-a165-708677289520/",
                     *       "resource_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "resource_name": "web-1"
                     *     }
                     */
                    "application/json": components["schemas"]["FloatingIp"];
                };
            };
        };
    };
    openstack_floating_ips_destroy: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_tenants_create_floating_ip: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-floating-ips/0f8fad5b-d9cb-469f-a165-708677289526/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289526",
                     *       "name": "203.0.113.10",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.FloatingIP",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289526",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "address": "203.0.113.10",
                     *       "external_address": null,
                     *       "runtime_state": "DOWN",
                     *       "backend_network_id": "0f8fad5b-d9cb-469f-a165-70867728951a",
                     *       "port": null,
                     *       "port_fixed_ips": [],
                     *       "instance_uuid": null,
                     *       "instance_name": null,
                     *       "instance_url": null,
                     *       "resource_uuid": null,
                     *       "resource_name": null
                     *     }
                     */
                    "application/json": components["schemas"]["FloatingIp"];
                };
            };
        };
    };
    openstack_floating_ips_pull: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Pull operation was successfully scheduled."
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    openstack_floating_ips_attach_to_port: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FloatingIpsAttachToPortRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "attaching was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_floating_ips_detach_from_port: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "detaching was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_floating_ips_update_description: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FloatingIpsUpdateDescriptionRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "update_description was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_volumes_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                runtime_state?: ("creating" | "available" | "in-use" | "deleting" | "deleted" | "error") | ("creating" | "available" | "in-use" | "deleting" | "deleted" | "error")[];
                instance?: string | string[];
                instance_uuid?: string | string[];
                attach_instance_uuid?: string;
                availability_zone_name?: string;
                snapshot?: string | string[];
                snapshot_uuid?: string | string[];
                bootable?: string;
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289524/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289524",
                     *           "name": "data",
                     *           "service_name": "Slipway",
                     *           "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_state": "OK",
                     *           "service_settings_error_message": "",
                     *           "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "project_name": "Web site",
                     *           "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_name": "Acme",
                     *           "customer_native_name": "",
                     *           "customer_abbreviation": "",
                     *           "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "tenant_name": "Web site",
                     *           "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "error_message": "",
                     *           "error_traceback": "",
                     *           "resource_type": "OpenStack.Volume",
                     *           "state": "OK",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "modified": "2026-02-05T09:30:09.000Z",
                     *           "backend_id": "0f8fad5b-d9cb-469f-a165-708677289524",
                     *           "access_url": null,
                     *           "size": 4096,
                     *           "bootable": false,
                     *           "type": "0f8fad5b-d9cb-469f-a165-70867728951c",
                     *           "type_name": "default",
                     *           "image": null,
                     *           "image_name": "",
                     *           "image_metadata": "",
                     *           "metadata": {},
                     *           "source_snapshot": null,
                     *           "runtime_state": "in-use",
                     *           "availability_zone": "0f8fad5b-d9cb-469f-a165-70867728952d",
                     *           "availability_zone_name": "nova",
                     *           "instance": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "instance_name": "web-1",
                     *           "instance_marketplace_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "device": "/dev/disk/by-id/virtio-0f8fad5b-d9cb-469f-a",
                     *           "action": "",
                     *           "action_details": {},
                     *           "extend_enabled": true,
                     *           "available_actions": [
                     *             "update",
                     *             "extend",
                     *             "retype",
                     *             "snapshot",
                     *             "schedule",
                     *             "detach"
                     *           ],
                     *           "unavailable_actions": {
                     *             "attach": "The volume is attached to a VM. Detach it first.",
                     *             "terminate": "The volume is attached to a VM. Detach it first."
                     *           },
                     *           "marketplace_resource_uuid": null,
                     *           "marketplace_resource_state": null,
                     *           "marketplace_offering_uuid": null,
                     *           "marketplace_offering_name": null,
                     *           "marketplace_offering_plugin_options": null,
                     *           "marketplace_category_uuid": null,
                     *           "marketplace_category_name": null,
                     *           "marketplace_plan_uuid": null,
                     *           "is_usage_based": null,
                     *           "is_limit_based": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["VolumeList"];
                };
            };
        };
    };
    openstack_volumes_create: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VolumesCreateRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289524/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289524",
                     *       "name": "data",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Volume",
                     *       "state": "CREATING",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289524",
                     *       "access_url": null,
                     *       "size": 4096,
                     *       "bootable": false,
                     *       "type": "0f8fad5b-d9cb-469f-a165-70867728951c",
                     *       "type_name": "default",
                     *       "image": null,
                     *       "image_name": "",
                     *       "image_metadata": "",
                     *       "metadata": {},
                     *       "source_snapshot": null,
                     *       "runtime_state": "creating",
                     *       "availability_zone": "0f8fad5b-d9cb-469f-a165-70867728952d",
                     *       "availability_zone_name": "nova",
                     *       "instance": null,
                     *       "instance_name": "",
                     *       "device": "",
                     *       "action": "",
                     *       "action_details": {},
                     *       "extend_enabled": true,
                     *       "available_actions": [
                     *         "update",
                     *         "extend",
                     *         "retype",
                     *         "snapshot",
                     *         "schedule",
                     *         "detach"
                     *       ],
                     *       "unavailable_actions": {
                     *         "attach": "The volume is attached to a VM. Detach it first.",
                     *         "terminate": "The volume is attached to a VM. Detach it first."
                     *       },
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_plan_uuid": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null
                     *     }
                     */
                    "application/json": components["schemas"]["Volume"];
                };
            };
        };
    };
    openstack_volumes_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                runtime_state?: ("creating" | "available" | "in-use" | "deleting" | "deleted" | "error") | ("creating" | "available" | "in-use" | "deleting" | "deleted" | "error")[];
                instance?: string | string[];
                instance_uuid?: string | string[];
                attach_instance_uuid?: string;
                availability_zone_name?: string;
                snapshot?: string | string[];
                snapshot_uuid?: string | string[];
                bootable?: string;
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_volumes_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289524/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289524",
                     *       "name": "data",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Volume",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289524",
                     *       "access_url": null,
                     *       "size": 4096,
                     *       "bootable": false,
                     *       "type": "0f8fad5b-d9cb-469f-a165-70867728951c",
                     *       "type_name": "default",
                     *       "image": null,
                     *       "image_name": "",
                     *       "image_metadata": "",
                     *       "metadata": {},
                     *       "source_snapshot": null,
                     *       "runtime_state": "in-use",
                     *       "availability_zone": "0f8fad5b-d9cb-469f-a165-70867728952d",
                     *       "availability_zone_name": "nova",
                     *       "instance": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "instance_name": "web-1",
                     *       "instance_marketplace_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "device": "/dev/disk/by-id/virtio-0f8fad5b-d9cb-469f-a",
                     *       "action": "",
                     *       "action_details": {},
                     *       "extend_enabled": true,
                     *       "available_actions": [
                     *         "update",
                     *         "extend",
                     *         "retype",
                     *         "snapshot",
                     *         "schedule",
                     *         "detach"
                     *       ],
                     *       "unavailable_actions": {
                     *         "attach": "The volume is attached to a VM. Detach it first.",
                     *         "terminate": "The volume is attached to a VM. Detach it first."
                     *       },
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_plan_uuid": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null
                     *     }
                     */
                    "application/json": components["schemas"]["Volume"];
                };
            };
        };
    };
    openstack_volumes_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VolumesUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289524/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289524",
                     *       "name": "data",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Volume",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289524",
                     *       "access_url": null,
                     *       "size": 4096,
                     *       "bootable": false,
                     *       "type": "0f8fad5b-d9cb-469f-a165-70867728951c",
                     *       "type_name": "default",
                     *       "image": null,
                     *       "image_name": "",
                     *       "image_metadata": "",
                     *       "metadata": {},
                     *       "source_snapshot": null,
                     *       "runtime_state": "in-use",
                     *       "availability_zone": "0f8fad5b-d9cb-469f-a165-70867728952d",
                     *       "availability_zone_name": "nova",
                     *       "instance": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "instance_name": "web-1",
                     *       "instance_marketplace_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "device": "/dev/disk/by-id/virtio-0f8fad5b-d9cb-469f-a",
                     *       "action": "",
                     *       "action_details": {},
                     *       "extend_enabled": true,
                     *       "available_actions": [
                     *         "update",
                     *         "extend",
                     *         "retype",
                     *         "snapshot",
                     *         "schedule",
                     *         "detach"
                     *       ],
                     *       "unavailable_actions": {
                     *         "attach": "The volume is attached to a VM. Detach it first.",
                     *         "terminate": "The volume is attached to a VM. Detach it first."
                     *       },
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_plan_uuid": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null
                     *     }
                     */
                    "application/json": components["schemas"]["Volume"];
                };
            };
        };
    };
    openstack_volumes_destroy: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_volumes_partial_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VolumesPartialUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289524/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289524",
                     *       "name": "data",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Volume",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289524",
                     *       "access_url": null,
                     *       "size": 4096,
                     *       "bootable": false,
                     *       "type": "0f8fad5b-d9cb-469f-a165-70867728951c",
                     *       "type_name": "default",
                     *       "image": null,
                     *       "image_name": "",
                     *       "image_metadata": "",
                     *       "metadata": {},
                     *       "source_snapshot": null,
                     *       "runtime_state": "in-use",
                     *       "availability_zone": "0f8fad5b-d9cb-469f-a165-70867728952d",
                     *       "availability_zone_name": "nova",
                     *       "instance": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "instance_name": "web-1",
                     *       "instance_marketplace_uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *       "device": "/dev/disk/by-id/virtio-0f8fad5b-d9cb-469f-a",
                     *       "action": "",
                     *       "action_details": {},
                     *       "extend_enabled": true,
                     *       "available_actions": [
                     *         "update",
                     *         "extend",
                     *         "retype",
                     *         "snapshot",
                     *         "schedule",
                     *         "detach"
                     *       ],
                     *       "unavailable_actions": {
                     *         "attach": "The volume is attached to a VM. Detach it first.",
                     *         "terminate": "The volume is attached to a VM. Detach it first."
                     *       },
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_plan_uuid": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null
                     *     }
                     */
                    "application/json": components["schemas"]["Volume"];
                };
            };
        };
    };
    openstack_volumes_attach: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VolumesAttachRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "attach was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_volumes_detach: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "detach was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_volumes_extend: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VolumesExtendRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "extend was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_volumes_retype: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VolumesRetypeRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "retype was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_snapshots_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                runtime_state?: ("creating" | "available" | "error" | "deleting" | "deleted") | ("creating" | "available" | "error" | "deleting" | "deleted")[];
                source_volume?: string | string[];
                source_volume_uuid?: string | string[];
                backup?: string | string[];
                backup_uuid?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-snapshots/0f8fad5b-d9cb-469f-a165-70867728952f/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728952f",
                     *           "name": "before-upgrade",
                     *           "service_name": "Slipway",
                     *           "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_state": "OK",
                     *           "service_settings_error_message": "",
                     *           "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "project_name": "Web site",
                     *           "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_name": "Acme",
                     *           "customer_native_name": "",
                     *           "customer_abbreviation": "",
                     *           "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "tenant_name": "Web site",
                     *           "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "error_message": "",
                     *           "error_traceback": "",
                     *           "resource_type": "OpenStack.Snapshot",
                     *           "state": "OK",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "modified": "2026-02-05T09:30:09.000Z",
                     *           "backend_id": "0f8fad5b-d9cb-469f-a165-70867728952f",
                     *           "access_url": null,
                     *           "marketplace_offering_uuid": null,
                     *           "marketplace_offering_name": null,
                     *           "marketplace_offering_plugin_options": null,
                     *           "marketplace_category_uuid": null,
                     *           "marketplace_category_name": null,
                     *           "marketplace_resource_uuid": null,
                     *           "marketplace_plan_uuid": null,
                     *           "marketplace_resource_state": null,
                     *           "is_usage_based": null,
                     *           "is_limit_based": null,
                     *           "source_volume": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289524/",
                     *           "source_volume_name": "data",
                     *           "source_volume_marketplace_uuid": "0f8fad5b-d9cb-469f-a165-708677289524",
                     *           "size": 4096,
                     *           "metadata": {},
                     *           "runtime_state": "available",
                     *           "action": "",
                     *           "action_details": {},
                     *           "restorations": [
                     *             {
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-708677289530",
                     *               "created": "2026-02-05T09:30:00.000Z",
                     *               "volume": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289530/",
                     *               "volume_name": "data-old",
                     *               "volume_state": "OK",
                     *               "volume_runtime_state": "available",
                     *               "volume_size": 4096,
                     *               "volume_device": ""
                     *             }
                     *           ],
                     *           "backups": [],
                     *           "kept_until": null,
                     *           "consistency": "crash",
                     *           "available_actions": [
                     *             "update",
                     *             "restore",
                     *             "terminate"
                     *           ],
                     *           "unavailable_actions": {}
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SnapshotList"];
                };
            };
        };
    };
    openstack_snapshots_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                runtime_state?: ("creating" | "available" | "error" | "deleting" | "deleted") | ("creating" | "available" | "error" | "deleting" | "deleted")[];
                source_volume?: string | string[];
                source_volume_uuid?: string | string[];
                backup?: string | string[];
                backup_uuid?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_snapshots_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-snapshots/0f8fad5b-d9cb-469f-a165-70867728952f/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728952f",
                     *       "name": "before-upgrade",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Snapshot",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-70867728952f",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "source_volume": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289524/",
                     *       "source_volume_name": "data",
                     *       "source_volume_marketplace_uuid": "0f8fad5b-d9cb-469f-a165-708677289524",
                     *       "size": 4096,
                     *       "metadata": {},
                     *       "runtime_state": "available",
                     *       "action": "",
                     *       "action_details": {},
                     *       "restorations": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289530",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "volume": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289530/",
                     *           "volume_name": "data-old",
                     *           "volume_state": "OK",
                     *           "volume_runtime_state": "available",
                     *           "volume_size": 4096,
                     *           "volume_device": ""
                     *         }
                     *       ],
                     *       "backups": [],
                     *       "kept_until": null,
                     *       "consistency": "crash",
                     *       "available_actions": [
                     *         "update",
                     *         "restore",
                     *         "terminate"
                     *       ],
                     *       "unavailable_actions": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
        };
    };
    openstack_snapshots_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnapshotsUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-snapshots/0f8fad5b-d9cb-469f-a165-70867728952f/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728952f",
                     *       "name": "before-upgrade",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Snapshot",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-70867728952f",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "source_volume": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289524/",
                     *       "source_volume_name": "data",
                     *       "source_volume_marketplace_uuid": "0f8fad5b-d9cb-469f-a165-708677289524",
                     *       "size": 4096,
                     *       "metadata": {},
                     *       "runtime_state": "available",
                     *       "action": "",
                     *       "action_details": {},
                     *       "restorations": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289530",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "volume": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289530/",
                     *           "volume_name": "data-old",
                     *           "volume_state": "OK",
                     *           "volume_runtime_state": "available",
                     *           "volume_size": 4096,
                     *           "volume_device": ""
                     *         }
                     *       ],
                     *       "backups": [],
                     *       "kept_until": null,
                     *       "consistency": "crash",
                     *       "available_actions": [
                     *         "update",
                     *         "restore",
                     *         "terminate"
                     *       ],
                     *       "unavailable_actions": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
        };
    };
    openstack_snapshots_destroy: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_snapshots_partial_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnapshotsPartialUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-snapshots/0f8fad5b-d9cb-469f-a165-70867728952f/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728952f",
                     *       "name": "before-upgrade",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Snapshot",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-70867728952f",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "source_volume": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289524/",
                     *       "source_volume_name": "data",
                     *       "source_volume_marketplace_uuid": "0f8fad5b-d9cb-469f-a165-708677289524",
                     *       "size": 4096,
                     *       "metadata": {},
                     *       "runtime_state": "available",
                     *       "action": "",
                     *       "action_details": {},
                     *       "restorations": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289530",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "volume": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289530/",
                     *           "volume_name": "data-old",
                     *           "volume_state": "OK",
                     *           "volume_runtime_state": "available",
                     *           "volume_size": 4096,
                     *           "volume_device": ""
                     *         }
                     *       ],
                     *       "backups": [],
                     *       "kept_until": null,
                     *       "consistency": "crash",
                     *       "available_actions": [
                     *         "update",
                     *         "restore",
                     *         "terminate"
                     *       ],
                     *       "unavailable_actions": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
        };
    };
    openstack_volumes_snapshot: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VolumesSnapshotRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-snapshots/0f8fad5b-d9cb-469f-a165-70867728952f/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728952f",
                     *       "name": "before-upgrade",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Snapshot",
                     *       "state": "CREATING",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-70867728952f",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "source_volume": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289524/",
                     *       "source_volume_name": "data",
                     *       "source_volume_marketplace_uuid": "0f8fad5b-d9cb-469f-a165-708677289524",
                     *       "size": 4096,
                     *       "metadata": {},
                     *       "runtime_state": "creating",
                     *       "action": "",
                     *       "action_details": {},
                     *       "restorations": [],
                     *       "backups": [],
                     *       "kept_until": null,
                     *       "consistency": "crash",
                     *       "available_actions": [
                     *         "update",
                     *         "restore",
                     *         "terminate"
                     *       ],
                     *       "unavailable_actions": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
        };
    };
    openstack_snapshots_pull: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Pull operation was successfully scheduled."
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    openstack_snapshots_restore: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnapshotsRestoreRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289524/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289524",
                     *       "name": "data",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Volume",
                     *       "state": "CREATING",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289524",
                     *       "access_url": null,
                     *       "size": 4096,
                     *       "bootable": false,
                     *       "type": "0f8fad5b-d9cb-469f-a165-70867728951c",
                     *       "type_name": "default",
                     *       "image": null,
                     *       "image_name": "",
                     *       "image_metadata": "",
                     *       "metadata": {},
                     *       "source_snapshot": null,
                     *       "runtime_state": "creating",
                     *       "availability_zone": "0f8fad5b-d9cb-469f-a165-70867728952d",
                     *       "availability_zone_name": "nova",
                     *       "instance": null,
                     *       "instance_name": "",
                     *       "device": "",
                     *       "action": "",
                     *       "action_details": {},
                     *       "extend_enabled": true,
                     *       "available_actions": [
                     *         "update",
                     *         "extend",
                     *         "retype",
                     *         "snapshot",
                     *         "schedule",
                     *         "detach"
                     *       ],
                     *       "unavailable_actions": {
                     *         "attach": "The volume is attached to a VM. Detach it first.",
                     *         "terminate": "The volume is attached to a VM. Detach it first."
                     *       },
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_plan_uuid": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null
                     *     }
                     */
                    "application/json": components["schemas"]["Volume"];
                };
            };
        };
    };
    openstack_snapshots_restorations_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "uuid": "0f8fad5b-d9cb-469f-a165-708677289530",
                     *         "created": "2026-02-05T09:30:00.000Z",
                     *         "volume": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289530/",
                     *         "volume_name": "data-old",
                     *         "volume_state": "OK",
                     *         "volume_runtime_state": "available",
                     *         "volume_size": 4096,
                     *         "volume_device": ""
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["SnapshotRestoration"][];
                };
            };
        };
    };
    openstack_snapshot_schedules_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                is_active?: string;
                source_volume?: string | string[];
                source_volume_uuid?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-snapshot-schedules/0f8fad5b-d9cb-469f-a165-708677289532/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289532",
                     *           "name": "nightly",
                     *           "service_name": "Slipway",
                     *           "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_state": "OK",
                     *           "service_settings_error_message": "",
                     *           "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "project_name": "Web site",
                     *           "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_name": "Acme",
                     *           "customer_native_name": "",
                     *           "customer_abbreviation": "",
                     *           "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "tenant_name": "Web site",
                     *           "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "error_message": "",
                     *           "error_traceback": "",
                     *           "resource_type": "OpenStack.SnapshotSchedule",
                     *           "state": "OK",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "modified": "2026-02-05T09:30:09.000Z",
                     *           "backend_id": "0f8fad5b-d9cb-469f-a165-708677289532",
                     *           "access_url": null,
                     *           "marketplace_offering_uuid": null,
                     *           "marketplace_offering_name": null,
                     *           "marketplace_offering_plugin_options": null,
                     *           "marketplace_category_uuid": null,
                     *           "marketplace_category_name": null,
                     *           "marketplace_resource_uuid": null,
                     *           "marketplace_plan_uuid": null,
                     *           "marketplace_resource_state": null,
                     *           "is_usage_based": null,
                     *           "is_limit_based": null,
                     *           "source_volume": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289524/",
                     *           "source_volume_name": "data",
                     *           "schedule": "0 3 * * *",
                     *           "timezone": "Europe/Oslo",
                     *           "retention_time": 30,
                     *           "maximal_number_of_resources": 7,
                     *           "is_active": true,
                     *           "next_trigger_at": "2026-03-02T02:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SnapshotScheduleList"];
                };
            };
        };
    };
    openstack_snapshot_schedules_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                is_active?: string;
                source_volume?: string | string[];
                source_volume_uuid?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_snapshot_schedules_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-snapshot-schedules/0f8fad5b-d9cb-469f-a165-708677289532/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289532",
                     *       "name": "nightly",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.SnapshotSchedule",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289532",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "source_volume": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289524/",
                     *       "source_volume_name": "data",
                     *       "schedule": "0 3 * * *",
                     *       "timezone": "Europe/Oslo",
                     *       "retention_time": 30,
                     *       "maximal_number_of_resources": 7,
                     *       "is_active": true,
                     *       "next_trigger_at": "2026-03-02T02:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SnapshotSchedule"];
                };
            };
        };
    };
    openstack_snapshot_schedules_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnapshotSchedulesUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-snapshot-schedules/0f8fad5b-d9cb-469f-a165-708677289532/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289532",
                     *       "name": "nightly",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.SnapshotSchedule",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289532",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "source_volume": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289524/",
                     *       "source_volume_name": "data",
                     *       "schedule": "0 3 * * *",
                     *       "timezone": "Europe/Oslo",
                     *       "retention_time": 30,
                     *       "maximal_number_of_resources": 7,
                     *       "is_active": true,
                     *       "next_trigger_at": "2026-03-02T02:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SnapshotSchedule"];
                };
            };
        };
    };
    openstack_snapshot_schedules_destroy: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_snapshot_schedules_partial_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnapshotSchedulesPartialUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-snapshot-schedules/0f8fad5b-d9cb-469f-a165-708677289532/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289532",
                     *       "name": "nightly",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.SnapshotSchedule",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289532",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "source_volume": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289524/",
                     *       "source_volume_name": "data",
                     *       "schedule": "0 3 * * *",
                     *       "timezone": "Europe/Oslo",
                     *       "retention_time": 30,
                     *       "maximal_number_of_resources": 7,
                     *       "is_active": true,
                     *       "next_trigger_at": "2026-03-02T02:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SnapshotSchedule"];
                };
            };
        };
    };
    openstack_volumes_create_snapshot_schedule: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VolumesCreateSnapshotScheduleRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-snapshot-schedules/0f8fad5b-d9cb-469f-a165-708677289532/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289532",
                     *       "name": "nightly",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.SnapshotSchedule",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289532",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "source_volume": "https://cloud.example/api/openstack-volumes/0f8fad5b-d9cb-469f-a165-708677289524/",
                     *       "source_volume_name": "data",
                     *       "schedule": "0 3 * * *",
                     *       "timezone": "Europe/Oslo",
                     *       "retention_time": 30,
                     *       "maximal_number_of_resources": 7,
                     *       "is_active": false,
                     *       "next_trigger_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["SnapshotSchedule"];
                };
            };
        };
    };
    openstack_snapshot_schedules_activate: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "A schedule was activated"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_snapshot_schedules_deactivate: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "A schedule was deactivated"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_volumes_pull: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Pull operation was successfully scheduled."
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    openstack_volumes_set_ok: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "The state of the volume is OK"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    openstack_volumes_set_erred: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VolumesSetErredRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "The state of the volume is ERRED"
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    openstack_volumes_unlink: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_volume_types_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                tenant?: string | string[];
                tenant_uuid?: string | string[];
                offering_uuid?: string | string[];
                settings?: string | string[];
                settings_uuid?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-volume-types/0f8fad5b-d9cb-469f-a165-70867728951c/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728951c",
                     *           "name": "default",
                     *           "settings": "https://cloud.example/api/service-settings/00000000-0000-0000-0000-000000000000/",
                     *           "backend_id": "0f8fad5b-d9cb-469f-a165-70867728951c",
                     *           "disabled": false,
                     *           "is_default": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["VolumeTypeList"];
                };
            };
        };
    };
    openstack_volume_types_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                tenant?: string | string[];
                tenant_uuid?: string | string[];
                offering_uuid?: string | string[];
                settings?: string | string[];
                settings_uuid?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_volume_types_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-volume-types/0f8fad5b-d9cb-469f-a165-70867728951c/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728951c",
                     *       "name": "default",
                     *       "settings": "https://cloud.example/api/service-settings/00000000-0000-0000-0000-000000000000/",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-70867728951c",
                     *       "disabled": false,
                     *       "is_default": true
                     *     }
                     */
                    "application/json": components["schemas"]["VolumeType"];
                };
            };
        };
    };
    openstack_instance_availability_zones_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                tenant?: string | string[];
                tenant_uuid?: string | string[];
                settings?: string | string[];
                settings_uuid?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-instance-availability-zones/0f8fad5b-d9cb-469f-a165-70867728952d/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728952d",
                     *           "name": "nova",
                     *           "settings": null,
                     *           "available": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["InstanceAvailabilityZoneList"];
                };
            };
        };
    };
    openstack_instance_availability_zones_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                tenant?: string | string[];
                tenant_uuid?: string | string[];
                settings?: string | string[];
                settings_uuid?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_instance_availability_zones_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-instance-availability-zones/0f8fad5b-d9cb-469f-a165-70867728952d/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728952d",
                     *       "name": "nova",
                     *       "settings": null,
                     *       "available": true
                     *     }
                     */
                    "application/json": components["schemas"]["InstanceAvailabilityZone"];
                };
            };
        };
    };
    openstack_volume_availability_zones_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                tenant?: string | string[];
                tenant_uuid?: string | string[];
                settings?: string | string[];
                settings_uuid?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-volume-availability-zones/0f8fad5b-d9cb-469f-a165-70867728952d/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728952d",
                     *           "name": "nova",
                     *           "settings": null,
                     *           "available": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["VolumeAvailabilityZoneList"];
                };
            };
        };
    };
    openstack_volume_availability_zones_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                tenant?: string | string[];
                tenant_uuid?: string | string[];
                settings?: string | string[];
                settings_uuid?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_volume_availability_zones_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-volume-availability-zones/0f8fad5b-d9cb-469f-a165-70867728952d/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728952d",
                     *       "name": "nova",
                     *       "settings": null,
                     *       "available": true
                     *     }
                     */
                    "application/json": components["schemas"]["VolumeAvailabilityZone"];
                };
            };
        };
    };
    openstack_security_groups_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *           "name": "default",
                     *           "service_name": "Slipway",
                     *           "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_state": "OK",
                     *           "service_settings_error_message": "",
                     *           "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "project_name": "Web site",
                     *           "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_name": "Acme",
                     *           "customer_native_name": "",
                     *           "customer_abbreviation": "",
                     *           "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "tenant_name": "Web site",
                     *           "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "error_message": "",
                     *           "error_traceback": "",
                     *           "resource_type": "OpenStack.SecurityGroup",
                     *           "state": "OK",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "modified": "2026-02-05T09:30:09.000Z",
                     *           "backend_id": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *           "access_url": null,
                     *           "marketplace_offering_uuid": null,
                     *           "marketplace_offering_name": null,
                     *           "marketplace_offering_plugin_options": null,
                     *           "marketplace_category_uuid": null,
                     *           "marketplace_category_name": null,
                     *           "marketplace_resource_uuid": null,
                     *           "marketplace_plan_uuid": null,
                     *           "marketplace_resource_state": null,
                     *           "is_usage_based": null,
                     *           "is_limit_based": null,
                     *           "rules": [
                     *             {
                     *               "id": 1,
                     *               "direction": "ingress",
                     *               "ethertype": "IPv4",
                     *               "protocol": "tcp",
                     *               "from_port": 22,
                     *               "to_port": 22,
                     *               "cidr": "0.0.0.0/0",
                     *               "remote_group": null
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SecurityGroupList"];
                };
            };
        };
    };
    openstack_security_groups_create: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecurityGroupsCreateRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *       "name": "default",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.SecurityGroup",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "rules": [
                     *         {
                     *           "id": 1,
                     *           "direction": "ingress",
                     *           "ethertype": "IPv4",
                     *           "protocol": "tcp",
                     *           "from_port": 22,
                     *           "to_port": 22,
                     *           "cidr": "0.0.0.0/0",
                     *           "remote_group": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SecurityGroup"];
                };
            };
        };
    };
    openstack_security_groups_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_security_groups_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *       "name": "default",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.SecurityGroup",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "rules": [
                     *         {
                     *           "id": 1,
                     *           "direction": "ingress",
                     *           "ethertype": "IPv4",
                     *           "protocol": "tcp",
                     *           "from_port": 22,
                     *           "to_port": 22,
                     *           "cidr": "0.0.0.0/0",
                     *           "remote_group": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SecurityGroup"];
                };
            };
        };
    };
    openstack_security_groups_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecurityGroupsUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *       "name": "default",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.SecurityGroup",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "rules": [
                     *         {
                     *           "id": 1,
                     *           "direction": "ingress",
                     *           "ethertype": "IPv4",
                     *           "protocol": "tcp",
                     *           "from_port": 22,
                     *           "to_port": 22,
                     *           "cidr": "0.0.0.0/0",
                     *           "remote_group": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SecurityGroup"];
                };
            };
        };
    };
    openstack_security_groups_destroy: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_security_groups_partial_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecurityGroupsPartialUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *       "name": "default",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.SecurityGroup",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "rules": [
                     *         {
                     *           "id": 1,
                     *           "direction": "ingress",
                     *           "ethertype": "IPv4",
                     *           "protocol": "tcp",
                     *           "from_port": 22,
                     *           "to_port": 22,
                     *           "cidr": "0.0.0.0/0",
                     *           "remote_group": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SecurityGroup"];
                };
            };
        };
    };
    openstack_tenants_create_security_group: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantsCreateSecurityGroupRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-security-groups/0f8fad5b-d9cb-469f-a165-70867728951b/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *       "name": "default",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.SecurityGroup",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-70867728951b",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "rules": [
                     *         {
                     *           "id": 1,
                     *           "direction": "ingress",
                     *           "ethertype": "IPv4",
                     *           "protocol": "tcp",
                     *           "from_port": 22,
                     *           "to_port": 22,
                     *           "cidr": "0.0.0.0/0",
                     *           "remote_group": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SecurityGroup"];
                };
            };
        };
    };
    openstack_security_groups_pull: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Pull operation was successfully scheduled."
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    openstack_security_groups_set_rules: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecurityGroupsSetRulesRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "set_rules was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_instances_update_ports: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstancesUpdatePortsRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "update_ports was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_instances_update_security_groups: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstancesUpdateSecurityGroupsRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "update_security_groups was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_instances_update_floating_ips: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstancesUpdateFloatingIpsRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "update_floating_ips was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_instances_update_allowed_address_pairs: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstancesUpdateAllowedAddressPairsRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "update_allowed_address_pairs was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    marketplace_resources_diagnose_connectivity_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true,
                     *       "verdict": "The VM can be reached.",
                     *       "checks": [
                     *         {
                     *           "name": "the guest answers ARP",
                     *           "ok": true,
                     *           "measured": "10.0.0.11 is at fa:16:3e:1d:4b:07",
                     *           "remedy": ""
                     *         }
                     *       ],
                     *       "measured_at": "2026-02-05T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Connectivity"];
                };
            };
        };
    };
    openstack_tenants_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "url": "https://cloud.example/api/openstack-tenants/0f8fad5b-d9cb-469f-a165-70867728950f/",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "name": "Web site",
                     *           "service_name": "Slipway",
                     *           "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "service_settings_state": "OK",
                     *           "service_settings_error_message": "",
                     *           "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "project_name": "Web site",
                     *           "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_name": "Acme",
                     *           "customer_native_name": "",
                     *           "customer_abbreviation": "",
                     *           "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "tenant_name": "Web site",
                     *           "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "error_message": "",
                     *           "error_traceback": "",
                     *           "resource_type": "OpenStack.Tenant",
                     *           "state": "OK",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "modified": "2026-02-05T09:30:09.000Z",
                     *           "backend_id": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "access_url": null,
                     *           "marketplace_offering_uuid": null,
                     *           "marketplace_offering_name": null,
                     *           "marketplace_offering_plugin_options": null,
                     *           "marketplace_category_uuid": null,
                     *           "marketplace_category_name": null,
                     *           "marketplace_resource_uuid": null,
                     *           "marketplace_plan_uuid": null,
                     *           "marketplace_resource_state": null,
                     *           "is_usage_based": null,
                     *           "is_limit_based": null,
                     *           "availability_zone": "",
                     *           "internal_network_id": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *           "external_network_id": "0f8fad5b-d9cb-469f-a165-70867728951a",
                     *           "user_username": "",
                     *           "default_volume_type_name": "",
                     *           "skip_creation_of_default_router": false,
                     *           "quotas": [
                     *             {
                     *               "name": "vcpu",
                     *               "usage": 1,
                     *               "limit": 40
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TenantList"];
                };
            };
        };
    };
    openstack_tenants_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                project_uuid?: string | string[];
                project?: string | string[];
                tenant_uuid?: string | string[];
                tenant?: string | string[];
                service_settings_uuid?: string | string[];
                backend_id?: string | string[];
                customer_uuid?: string | string[];
                customer?: string | string[];
                customer_abbreviation?: string;
                customer_native_name?: string;
                service_settings_name?: string;
                can_manage?: string;
                project_name?: string | string[];
                customer_name?: string | string[];
                state?: ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED") | ("CREATION_SCHEDULED" | "CREATING" | "UPDATE_SCHEDULED" | "UPDATING" | "DELETION_SCHEDULED" | "DELETING" | "OK" | "ERRED")[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openstack_tenants_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-tenants/0f8fad5b-d9cb-469f-a165-70867728950f/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "name": "Web site",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Tenant",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "availability_zone": "",
                     *       "internal_network_id": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "external_network_id": "0f8fad5b-d9cb-469f-a165-70867728951a",
                     *       "user_username": "",
                     *       "default_volume_type_name": "",
                     *       "skip_creation_of_default_router": false,
                     *       "quotas": [
                     *         {
                     *           "name": "vcpu",
                     *           "usage": 1,
                     *           "limit": 40
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Tenant"];
                };
            };
        };
    };
    openstack_tenants_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantsUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-tenants/0f8fad5b-d9cb-469f-a165-70867728950f/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "name": "Web site",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Tenant",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "availability_zone": "",
                     *       "internal_network_id": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "external_network_id": "0f8fad5b-d9cb-469f-a165-70867728951a",
                     *       "user_username": "",
                     *       "default_volume_type_name": "",
                     *       "skip_creation_of_default_router": false,
                     *       "quotas": [
                     *         {
                     *           "name": "vcpu",
                     *           "usage": 1,
                     *           "limit": 40
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Tenant"];
                };
            };
        };
    };
    openstack_tenants_partial_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantsPartialUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example/api/openstack-tenants/0f8fad5b-d9cb-469f-a165-70867728950f/",
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "name": "Web site",
                     *       "service_name": "Slipway",
                     *       "service_settings": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "service_settings_state": "OK",
                     *       "service_settings_error_message": "",
                     *       "project": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "tenant": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "tenant_name": "Web site",
                     *       "tenant_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "error_message": "",
                     *       "error_traceback": "",
                     *       "resource_type": "OpenStack.Tenant",
                     *       "state": "OK",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "modified": "2026-02-05T09:30:09.000Z",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "access_url": null,
                     *       "marketplace_offering_uuid": null,
                     *       "marketplace_offering_name": null,
                     *       "marketplace_offering_plugin_options": null,
                     *       "marketplace_category_uuid": null,
                     *       "marketplace_category_name": null,
                     *       "marketplace_resource_uuid": null,
                     *       "marketplace_plan_uuid": null,
                     *       "marketplace_resource_state": null,
                     *       "is_usage_based": null,
                     *       "is_limit_based": null,
                     *       "availability_zone": "",
                     *       "internal_network_id": "0f8fad5b-d9cb-469f-a165-708677289518",
                     *       "external_network_id": "0f8fad5b-d9cb-469f-a165-70867728951a",
                     *       "user_username": "",
                     *       "default_volume_type_name": "",
                     *       "skip_creation_of_default_router": false,
                     *       "quotas": [
                     *         {
                     *           "name": "vcpu",
                     *           "usage": 1,
                     *           "limit": 40
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Tenant"];
                };
            };
        };
    };
    openstack_tenants_pull: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Pull operation was successfully scheduled."
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    openstack_tenants_pull_floating_ips: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "pull_floating_ips was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    openstack_tenants_pull_security_groups: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "pull_security_groups was scheduled"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    customers_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                slug?: string;
                query?: string;
                abbreviation?: string;
                native_name?: string;
                backend_id?: string;
                agreement_number?: string;
                contact_details?: string;
                registration_code?: string;
                organization_group_name?: string | string[];
                organization_group_uuid?: string | string[];
                archived?: string;
                is_service_provider?: string;
                is_call_managing_organization?: string;
                current_user_has_project_create_permission?: string;
                current_user_has_role?: string | string[];
                owned_by_current_user?: string;
                user_uuid?: string | string[];
                has_resources?: string;
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "url": "https://cloud.example/api/customers/0f8fad5b-d9cb-469f-a165-70867728950e/",
                     *           "name": "Acme",
                     *           "display_name": "Acme",
                     *           "slug": "acme",
                     *           "email": "it@acme.example",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "projects_count": 1,
                     *           "users_count": 2,
                     *           "native_name": "",
                     *           "abbreviation": "",
                     *           "backend_id": "",
                     *           "phone_number": "",
                     *           "country": "",
                     *           "country_name": "",
                     *           "image": null,
                     *           "blocked": false,
                     *           "archived": false,
                     *           "is_service_provider": false,
                     *           "organization_groups": []
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CustomerList"];
                };
            };
        };
    };
    customers_create: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomersCreateRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "url": "https://cloud.example/api/customers/0f8fad5b-d9cb-469f-a165-70867728950e/",
                     *       "name": "Acme",
                     *       "display_name": "Acme",
                     *       "slug": "acme",
                     *       "email": "it@acme.example",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "projects_count": 1,
                     *       "users_count": 2,
                     *       "native_name": "",
                     *       "abbreviation": "",
                     *       "backend_id": "",
                     *       "phone_number": "",
                     *       "country": "",
                     *       "country_name": "",
                     *       "image": null,
                     *       "blocked": false,
                     *       "archived": false,
                     *       "is_service_provider": false,
                     *       "organization_groups": []
                     *     }
                     */
                    "application/json": components["schemas"]["Customer"];
                };
            };
        };
    };
    customers_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                slug?: string;
                query?: string;
                abbreviation?: string;
                native_name?: string;
                backend_id?: string;
                agreement_number?: string;
                contact_details?: string;
                registration_code?: string;
                organization_group_name?: string | string[];
                organization_group_uuid?: string | string[];
                archived?: string;
                is_service_provider?: string;
                is_call_managing_organization?: string;
                current_user_has_project_create_permission?: string;
                current_user_has_role?: string | string[];
                owned_by_current_user?: string;
                user_uuid?: string | string[];
                has_resources?: string;
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    customers_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "url": "https://cloud.example/api/customers/0f8fad5b-d9cb-469f-a165-70867728950e/",
                     *       "name": "Acme",
                     *       "display_name": "Acme",
                     *       "slug": "acme",
                     *       "email": "it@acme.example",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "projects_count": 1,
                     *       "users_count": 2,
                     *       "native_name": "",
                     *       "abbreviation": "",
                     *       "backend_id": "",
                     *       "phone_number": "",
                     *       "country": "",
                     *       "country_name": "",
                     *       "image": null,
                     *       "blocked": false,
                     *       "archived": false,
                     *       "is_service_provider": false,
                     *       "organization_groups": []
                     *     }
                     */
                    "application/json": components["schemas"]["Customer"];
                };
            };
        };
    };
    customers_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomersUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "url": "https://cloud.example/api/customers/0f8fad5b-d9cb-469f-a165-70867728950e/",
                     *       "name": "Acme",
                     *       "display_name": "Acme",
                     *       "slug": "acme",
                     *       "email": "it@acme.example",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "projects_count": 1,
                     *       "users_count": 2,
                     *       "native_name": "",
                     *       "abbreviation": "",
                     *       "backend_id": "",
                     *       "phone_number": "",
                     *       "country": "",
                     *       "country_name": "",
                     *       "image": null,
                     *       "blocked": false,
                     *       "archived": false,
                     *       "is_service_provider": false,
                     *       "organization_groups": []
                     *     }
                     */
                    "application/json": components["schemas"]["Customer"];
                };
            };
        };
    };
    customers_destroy: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    customers_partial_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomersPartialUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "url": "https://cloud.example/api/customers/0f8fad5b-d9cb-469f-a165-70867728950e/",
                     *       "name": "Acme",
                     *       "display_name": "Acme",
                     *       "slug": "acme",
                     *       "email": "it@acme.example",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "projects_count": 1,
                     *       "users_count": 2,
                     *       "native_name": "",
                     *       "abbreviation": "",
                     *       "backend_id": "",
                     *       "phone_number": "",
                     *       "country": "",
                     *       "country_name": "",
                     *       "image": null,
                     *       "blocked": false,
                     *       "archived": false,
                     *       "is_service_provider": false,
                     *       "organization_groups": []
                     *     }
                     */
                    "application/json": components["schemas"]["Customer"];
                };
            };
        };
    };
    projects_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                slug?: string;
                backend_id?: string;
                cloud?: string;
                customer?: string | string[];
                customer_uuid?: string | string[];
                customer_name?: string;
                customer_native_name?: string;
                customer_abbreviation?: string;
                created?: string;
                created_before?: string;
                user_uuid?: string | string[];
                user_uuid_with_active_role?: string | string[];
                can_admin?: string;
                can_manage?: string;
                current_user_has_role?: string | string[];
                is_removed?: string;
                conceal_finished_projects?: string;
                include_terminated?: "false";
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "url": "https://cloud.example/api/projects/0f8fad5b-d9cb-469f-a165-70867728950f/",
                     *           "name": "Web site",
                     *           "slug": "web-site",
                     *           "cloud": "main",
                     *           "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_name": "Acme",
                     *           "customer_slug": "acme",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "resources_count": 1,
                     *           "marketplace_resource_count": {
                     *             "0f8fad5b-d9cb-469f-a165-708677289513": 1
                     *           },
                     *           "quotas": {
                     *             "instances": {
                     *               "limit": 20,
                     *               "usage": 1
                     *             },
                     *             "vcpu": {
                     *               "limit": 40,
                     *               "usage": 1
                     *             },
                     *             "ram": {
                     *               "limit": 65536,
                     *               "usage": 1024
                     *             },
                     *             "storage": {
                     *               "limit": 512000,
                     *               "usage": 4096
                     *             },
                     *             "floating_ips": {
                     *               "limit": 10,
                     *               "usage": 1
                     *             }
                     *           },
                     *           "is_removed": false,
                     *           "customer_native_name": "",
                     *           "customer_abbreviation": "",
                     *           "customer_display_billing_info_in_projects": false,
                     *           "type": null,
                     *           "type_name": null,
                     *           "type_uuid": null,
                     *           "backend_id": "",
                     *           "start_date": null,
                     *           "end_date": null,
                     *           "end_date_requested_by": null,
                     *           "oecd_fos_2007_code": null,
                     *           "oecd_fos_2007_label": null,
                     *           "is_industry": false,
                     *           "image": null,
                     *           "max_service_accounts": 0,
                     *           "kind": "default",
                     *           "termination_metadata": null,
                     *           "staff_notes": "",
                     *           "grace_period_days": null,
                     *           "user_email_patterns": [],
                     *           "user_affiliations": [],
                     *           "user_identity_sources": [],
                     *           "project_credit": "0.00000",
                     *           "billing_price_estimate": {
                     *             "total": 0,
                     *             "current": "0.00",
                     *             "tax": "0.00",
                     *             "tax_current": "0.00"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ProjectList"];
                };
            };
        };
    };
    projects_create: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectsCreateRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "url": "https://cloud.example/api/projects/0f8fad5b-d9cb-469f-a165-70867728950f/",
                     *       "name": "Web site",
                     *       "slug": "web-site",
                     *       "cloud": "main",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_slug": "acme",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "resources_count": 1,
                     *       "marketplace_resource_count": {
                     *         "0f8fad5b-d9cb-469f-a165-708677289513": 1
                     *       },
                     *       "quotas": {
                     *         "instances": {
                     *           "limit": 20,
                     *           "usage": 1
                     *         },
                     *         "vcpu": {
                     *           "limit": 40,
                     *           "usage": 1
                     *         },
                     *         "ram": {
                     *           "limit": 65536,
                     *           "usage": 1024
                     *         },
                     *         "storage": {
                     *           "limit": 512000,
                     *           "usage": 4096
                     *         },
                     *         "floating_ips": {
                     *           "limit": 10,
                     *           "usage": 1
                     *         }
                     *       },
                     *       "is_removed": false,
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "customer_display_billing_info_in_projects": false,
                     *       "type": null,
                     *       "type_name": null,
                     *       "type_uuid": null,
                     *       "backend_id": "",
                     *       "start_date": null,
                     *       "end_date": null,
                     *       "end_date_requested_by": null,
                     *       "oecd_fos_2007_code": null,
                     *       "oecd_fos_2007_label": null,
                     *       "is_industry": false,
                     *       "image": null,
                     *       "max_service_accounts": 0,
                     *       "kind": "default",
                     *       "termination_metadata": null,
                     *       "staff_notes": "",
                     *       "grace_period_days": null,
                     *       "user_email_patterns": [],
                     *       "user_affiliations": [],
                     *       "user_identity_sources": [],
                     *       "project_credit": "0.00000",
                     *       "billing_price_estimate": {
                     *         "total": 0,
                     *         "current": "0.00",
                     *         "tax": "0.00",
                     *         "tax_current": "0.00"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    projects_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                description?: string;
                query?: string;
                slug?: string;
                backend_id?: string;
                cloud?: string;
                customer?: string | string[];
                customer_uuid?: string | string[];
                customer_name?: string;
                customer_native_name?: string;
                customer_abbreviation?: string;
                created?: string;
                created_before?: string;
                user_uuid?: string | string[];
                user_uuid_with_active_role?: string | string[];
                can_admin?: string;
                can_manage?: string;
                current_user_has_role?: string | string[];
                is_removed?: string;
                conceal_finished_projects?: string;
                include_terminated?: "false";
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    projects_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "url": "https://cloud.example/api/projects/0f8fad5b-d9cb-469f-a165-70867728950f/",
                     *       "name": "Web site",
                     *       "slug": "web-site",
                     *       "cloud": "main",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_slug": "acme",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "resources_count": 1,
                     *       "marketplace_resource_count": {
                     *         "0f8fad5b-d9cb-469f-a165-708677289513": 1
                     *       },
                     *       "quotas": {
                     *         "instances": {
                     *           "limit": 20,
                     *           "usage": 1
                     *         },
                     *         "vcpu": {
                     *           "limit": 40,
                     *           "usage": 1
                     *         },
                     *         "ram": {
                     *           "limit": 65536,
                     *           "usage": 1024
                     *         },
                     *         "storage": {
                     *           "limit": 512000,
                     *           "usage": 4096
                     *         },
                     *         "floating_ips": {
                     *           "limit": 10,
                     *           "usage": 1
                     *         }
                     *       },
                     *       "is_removed": false,
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "customer_display_billing_info_in_projects": false,
                     *       "type": null,
                     *       "type_name": null,
                     *       "type_uuid": null,
                     *       "backend_id": "",
                     *       "start_date": null,
                     *       "end_date": null,
                     *       "end_date_requested_by": null,
                     *       "oecd_fos_2007_code": null,
                     *       "oecd_fos_2007_label": null,
                     *       "is_industry": false,
                     *       "image": null,
                     *       "max_service_accounts": 0,
                     *       "kind": "default",
                     *       "termination_metadata": null,
                     *       "staff_notes": "",
                     *       "grace_period_days": null,
                     *       "user_email_patterns": [],
                     *       "user_affiliations": [],
                     *       "user_identity_sources": [],
                     *       "project_credit": "0.00000",
                     *       "billing_price_estimate": {
                     *         "total": 0,
                     *         "current": "0.00",
                     *         "tax": "0.00",
                     *         "tax_current": "0.00"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    projects_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectsUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "url": "https://cloud.example/api/projects/0f8fad5b-d9cb-469f-a165-70867728950f/",
                     *       "name": "Web site",
                     *       "slug": "web-site",
                     *       "cloud": "main",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_slug": "acme",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "resources_count": 1,
                     *       "marketplace_resource_count": {
                     *         "0f8fad5b-d9cb-469f-a165-708677289513": 1
                     *       },
                     *       "quotas": {
                     *         "instances": {
                     *           "limit": 20,
                     *           "usage": 1
                     *         },
                     *         "vcpu": {
                     *           "limit": 40,
                     *           "usage": 1
                     *         },
                     *         "ram": {
                     *           "limit": 65536,
                     *           "usage": 1024
                     *         },
                     *         "storage": {
                     *           "limit": 512000,
                     *           "usage": 4096
                     *         },
                     *         "floating_ips": {
                     *           "limit": 10,
                     *           "usage": 1
                     *         }
                     *       },
                     *       "is_removed": false,
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "customer_display_billing_info_in_projects": false,
                     *       "type": null,
                     *       "type_name": null,
                     *       "type_uuid": null,
                     *       "backend_id": "",
                     *       "start_date": null,
                     *       "end_date": null,
                     *       "end_date_requested_by": null,
                     *       "oecd_fos_2007_code": null,
                     *       "oecd_fos_2007_label": null,
                     *       "is_industry": false,
                     *       "image": null,
                     *       "max_service_accounts": 0,
                     *       "kind": "default",
                     *       "termination_metadata": null,
                     *       "staff_notes": "",
                     *       "grace_period_days": null,
                     *       "user_email_patterns": [],
                     *       "user_affiliations": [],
                     *       "user_identity_sources": [],
                     *       "project_credit": "0.00000",
                     *       "billing_price_estimate": {
                     *         "total": 0,
                     *         "current": "0.00",
                     *         "tax": "0.00",
                     *         "tax_current": "0.00"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    projects_destroy: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    projects_partial_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectsPartialUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "url": "https://cloud.example/api/projects/0f8fad5b-d9cb-469f-a165-70867728950f/",
                     *       "name": "Web site",
                     *       "slug": "web-site",
                     *       "cloud": "main",
                     *       "customer": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "customer_name": "Acme",
                     *       "customer_slug": "acme",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "resources_count": 1,
                     *       "marketplace_resource_count": {
                     *         "0f8fad5b-d9cb-469f-a165-708677289513": 1
                     *       },
                     *       "quotas": {
                     *         "instances": {
                     *           "limit": 20,
                     *           "usage": 1
                     *         },
                     *         "vcpu": {
                     *           "limit": 40,
                     *           "usage": 1
                     *         },
                     *         "ram": {
                     *           "limit": 65536,
                     *           "usage": 1024
                     *         },
                     *         "storage": {
                     *           "limit": 512000,
                     *           "usage": 4096
                     *         },
                     *         "floating_ips": {
                     *           "limit": 10,
                     *           "usage": 1
                     *         }
                     *       },
                     *       "is_removed": false,
                     *       "customer_native_name": "",
                     *       "customer_abbreviation": "",
                     *       "customer_display_billing_info_in_projects": false,
                     *       "type": null,
                     *       "type_name": null,
                     *       "type_uuid": null,
                     *       "backend_id": "",
                     *       "start_date": null,
                     *       "end_date": null,
                     *       "end_date_requested_by": null,
                     *       "oecd_fos_2007_code": null,
                     *       "oecd_fos_2007_label": null,
                     *       "is_industry": false,
                     *       "image": null,
                     *       "max_service_accounts": 0,
                     *       "kind": "default",
                     *       "termination_metadata": null,
                     *       "staff_notes": "",
                     *       "grace_period_days": null,
                     *       "user_email_patterns": [],
                     *       "user_affiliations": [],
                     *       "user_identity_sources": [],
                     *       "project_credit": "0.00000",
                     *       "billing_price_estimate": {
                     *         "total": 0,
                     *         "current": "0.00",
                     *         "tax": "0.00",
                     *         "tax_current": "0.00"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    projects_events_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    projects_costs_retrieve: {
        parameters: {
            query?: {
                month?: string;
            };
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "month": "2026-02",
                     *       "total": "1.4400000000",
                     *       "vms": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289520",
                     *           "name": "web-1",
                     *           "state": "OK",
                     *           "price": "1.4400000000"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ProjectCosts"];
                };
            };
        };
    };
    projects_list_users_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                user?: string | string[];
                user_uuid?: string | string[];
                user_url?: string | string[];
                username?: string;
                user_slug?: string;
                full_name?: string;
                native_name?: string;
                search_string?: string;
                role?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728952a",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "expiration_time": "2026-03-07T09:30:00.000Z",
                     *           "role_name": "PROJECT.MEMBER",
                     *           "role_uuid": "5c0e9b1e-0b7a-4f0c-9a55-0d1f3a7c1004",
                     *           "user_uuid": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *           "user_username": "ada",
                     *           "user_full_name": "Ada Lovelace",
                     *           "user_email": "ada@acme.example",
                     *           "created_by_uuid": "0f8fad5b-d9cb-469f-a165-708677289511",
                     *           "created_by_full_name": "Charles Babbage"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MemberList"];
                };
            };
        };
    };
    projects_list_users_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                user?: string | string[];
                user_uuid?: string | string[];
                user_url?: string | string[];
                username?: string;
                user_slug?: string;
                full_name?: string;
                native_name?: string;
                search_string?: string;
                role?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    projects_add_user: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectsAddUserRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expiration_time": "2026-03-07T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["MembershipEnd"];
                };
            };
        };
    };
    projects_update_user: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectsUpdateUserRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expiration_time": "2026-03-07T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["MembershipEnd"];
                };
            };
        };
    };
    projects_delete_user: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectsDeleteUserRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    customers_list_users_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                user?: string | string[];
                user_uuid?: string | string[];
                user_url?: string | string[];
                username?: string;
                user_slug?: string;
                full_name?: string;
                native_name?: string;
                search_string?: string;
                role?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728952a",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "expiration_time": "2026-03-07T09:30:00.000Z",
                     *           "role_name": "PROJECT.MEMBER",
                     *           "role_uuid": "5c0e9b1e-0b7a-4f0c-9a55-0d1f3a7c1004",
                     *           "user_uuid": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *           "user_username": "ada",
                     *           "user_full_name": "Ada Lovelace",
                     *           "user_email": "ada@acme.example",
                     *           "created_by_uuid": "0f8fad5b-d9cb-469f-a165-708677289511",
                     *           "created_by_full_name": "Charles Babbage"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MemberList"];
                };
            };
        };
    };
    customers_list_users_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                user?: string | string[];
                user_uuid?: string | string[];
                user_url?: string | string[];
                username?: string;
                user_slug?: string;
                full_name?: string;
                native_name?: string;
                search_string?: string;
                role?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    customers_add_user: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomersAddUserRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expiration_time": "2026-03-07T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["MembershipEnd"];
                };
            };
        };
    };
    customers_update_user: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomersUpdateUserRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expiration_time": "2026-03-07T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["MembershipEnd"];
                };
            };
        };
    };
    customers_delete_user: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomersDeleteUserRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    roles_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                name?: string;
                description?: string;
                query?: string;
                is_active?: "true" | "false";
                is_system_role?: "true" | "false";
                content_type?: "customer" | "project";
                include_concealed?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "uuid": "5c0e9b1e-0b7a-4f0c-9a55-0d1f3a7c1004",
                     *           "url": "https://cloud.example/api/roles/5c0e9b1e-0b7a-4f0c-9a55-0d1f3a7c1004/",
                     *           "name": "PROJECT.MEMBER",
                     *           "permissions": [
                     *             "ORDER.CREATE",
                     *             "INSTANCE.POWER",
                     *             "INSTANCE.CONSOLE"
                     *           ],
                     *           "content_type": "project",
                     *           "is_active": true,
                     *           "is_system_role": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RoleList"];
                };
            };
        };
    };
    roles_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                name?: string;
                description?: string;
                query?: string;
                is_active?: "true" | "false";
                is_system_role?: "true" | "false";
                content_type?: "customer" | "project";
                include_concealed?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    users_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                username?: string;
                username_list?: string;
                email?: string;
                full_name?: string;
                query?: string;
                user_keyword?: string;
                description?: string;
                job_title?: string;
                native_name?: string;
                organization?: string;
                phone_number?: string;
                registration_method?: string;
                is_active?: string;
                is_staff?: string;
                is_support?: string;
                date_joined?: string;
                project_uuid?: string | string[];
                customer_uuid?: string | string[];
                project_roles?: string | string[];
                organization_roles?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *           "url": "https://cloud.example/api/users/0f8fad5b-d9cb-469f-a165-708677289510/",
                     *           "username": "ada",
                     *           "slug": "ada",
                     *           "full_name": "Ada Lovelace",
                     *           "first_name": "Ada",
                     *           "last_name": "Lovelace",
                     *           "email": "ada@acme.example",
                     *           "is_staff": false,
                     *           "is_active": true,
                     *           "date_joined": "2026-02-05T07:00:00.000Z",
                     *           "is_support": false,
                     *           "native_name": "",
                     *           "job_title": "",
                     *           "phone_number": "",
                     *           "organization": "",
                     *           "registration_method": "default",
                     *           "preferred_language": "",
                     *           "notifications_enabled": false,
                     *           "civil_number": null,
                     *           "agreement_date": "2026-02-05T07:00:00.000Z",
                     *           "requested_email": null,
                     *           "affiliations": [],
                     *           "identity_provider_name": "",
                     *           "identity_provider_label": "",
                     *           "identity_provider_management_url": "",
                     *           "identity_provider_fields": [],
                     *           "identity_source": "",
                     *           "image": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["UserList"];
                };
            };
        };
    };
    users_create: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UsersCreateRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *       "url": "https://cloud.example/api/users/0f8fad5b-d9cb-469f-a165-708677289510/",
                     *       "username": "ada",
                     *       "slug": "ada",
                     *       "full_name": "Ada Lovelace",
                     *       "first_name": "Ada",
                     *       "last_name": "Lovelace",
                     *       "email": "ada@acme.example",
                     *       "is_staff": false,
                     *       "is_active": true,
                     *       "date_joined": "2026-02-05T07:00:00.000Z",
                     *       "is_support": false,
                     *       "native_name": "",
                     *       "job_title": "",
                     *       "phone_number": "",
                     *       "organization": "",
                     *       "registration_method": "default",
                     *       "preferred_language": "",
                     *       "notifications_enabled": false,
                     *       "civil_number": null,
                     *       "agreement_date": "2026-02-05T07:00:00.000Z",
                     *       "requested_email": null,
                     *       "affiliations": [],
                     *       "identity_provider_name": "",
                     *       "identity_provider_label": "",
                     *       "identity_provider_management_url": "",
                     *       "identity_provider_fields": [],
                     *       "identity_source": "",
                     *       "image": null
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    users_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                username?: string;
                username_list?: string;
                email?: string;
                full_name?: string;
                query?: string;
                user_keyword?: string;
                description?: string;
                job_title?: string;
                native_name?: string;
                organization?: string;
                phone_number?: string;
                registration_method?: string;
                is_active?: string;
                is_staff?: string;
                is_support?: string;
                date_joined?: string;
                project_uuid?: string | string[];
                customer_uuid?: string | string[];
                project_roles?: string | string[];
                organization_roles?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    users_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *       "url": "https://cloud.example/api/users/0f8fad5b-d9cb-469f-a165-708677289510/",
                     *       "username": "ada",
                     *       "slug": "ada",
                     *       "full_name": "Ada Lovelace",
                     *       "first_name": "Ada",
                     *       "last_name": "Lovelace",
                     *       "email": "ada@acme.example",
                     *       "is_staff": false,
                     *       "is_active": true,
                     *       "date_joined": "2026-02-05T07:00:00.000Z",
                     *       "is_support": false,
                     *       "native_name": "",
                     *       "job_title": "",
                     *       "phone_number": "",
                     *       "organization": "",
                     *       "registration_method": "default",
                     *       "preferred_language": "",
                     *       "notifications_enabled": false,
                     *       "civil_number": null,
                     *       "agreement_date": "2026-02-05T07:00:00.000Z",
                     *       "requested_email": null,
                     *       "affiliations": [],
                     *       "identity_provider_name": "",
                     *       "identity_provider_label": "",
                     *       "identity_provider_management_url": "",
                     *       "identity_provider_fields": [],
                     *       "identity_source": "",
                     *       "image": null
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    users_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UsersUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *       "url": "https://cloud.example/api/users/0f8fad5b-d9cb-469f-a165-708677289510/",
                     *       "username": "ada",
                     *       "slug": "ada",
                     *       "full_name": "Ada Lovelace",
                     *       "first_name": "Ada",
                     *       "last_name": "Lovelace",
                     *       "email": "ada@acme.example",
                     *       "is_staff": false,
                     *       "is_active": true,
                     *       "date_joined": "2026-02-05T07:00:00.000Z",
                     *       "is_support": false,
                     *       "native_name": "",
                     *       "job_title": "",
                     *       "phone_number": "",
                     *       "organization": "",
                     *       "registration_method": "default",
                     *       "preferred_language": "",
                     *       "notifications_enabled": false,
                     *       "civil_number": null,
                     *       "agreement_date": "2026-02-05T07:00:00.000Z",
                     *       "requested_email": null,
                     *       "affiliations": [],
                     *       "identity_provider_name": "",
                     *       "identity_provider_label": "",
                     *       "identity_provider_management_url": "",
                     *       "identity_provider_fields": [],
                     *       "identity_source": "",
                     *       "image": null
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    users_destroy: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    users_partial_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UsersPartialUpdateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *       "url": "https://cloud.example/api/users/0f8fad5b-d9cb-469f-a165-708677289510/",
                     *       "username": "ada",
                     *       "slug": "ada",
                     *       "full_name": "Ada Lovelace",
                     *       "first_name": "Ada",
                     *       "last_name": "Lovelace",
                     *       "email": "ada@acme.example",
                     *       "is_staff": false,
                     *       "is_active": true,
                     *       "date_joined": "2026-02-05T07:00:00.000Z",
                     *       "is_support": false,
                     *       "native_name": "",
                     *       "job_title": "",
                     *       "phone_number": "",
                     *       "organization": "",
                     *       "registration_method": "default",
                     *       "preferred_language": "",
                     *       "notifications_enabled": false,
                     *       "civil_number": null,
                     *       "agreement_date": "2026-02-05T07:00:00.000Z",
                     *       "requested_email": null,
                     *       "affiliations": [],
                     *       "identity_provider_name": "",
                     *       "identity_provider_label": "",
                     *       "identity_provider_management_url": "",
                     *       "identity_provider_fields": [],
                     *       "identity_source": "",
                     *       "image": null
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    users_me_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *       "url": "https://cloud.example/api/users/0f8fad5b-d9cb-469f-a165-708677289510/",
                     *       "username": "ada",
                     *       "slug": "ada",
                     *       "full_name": "Ada Lovelace",
                     *       "first_name": "Ada",
                     *       "last_name": "Lovelace",
                     *       "email": "ada@acme.example",
                     *       "is_staff": false,
                     *       "is_active": true,
                     *       "date_joined": "2026-02-05T07:00:00.000Z",
                     *       "is_support": false,
                     *       "native_name": "",
                     *       "job_title": "",
                     *       "phone_number": "",
                     *       "organization": "",
                     *       "registration_method": "default",
                     *       "preferred_language": "",
                     *       "notifications_enabled": false,
                     *       "civil_number": null,
                     *       "agreement_date": "2026-02-05T07:00:00.000Z",
                     *       "requested_email": null,
                     *       "affiliations": [],
                     *       "identity_provider_name": "",
                     *       "identity_provider_label": "",
                     *       "identity_provider_management_url": "",
                     *       "identity_provider_fields": [],
                     *       "identity_source": "",
                     *       "image": null,
                     *       "permissions": [
                     *         {
                     *           "user_uuid": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *           "user_name": "Ada Lovelace",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "expiration_time": null,
                     *           "role_name": "PROJECT.MEMBER",
                     *           "role_uuid": "5c0e9b1e-0b7a-4f0c-9a55-0d1f3a7c1004",
                     *           "role_description": "Uses the machines of a project, and orders with approval",
                     *           "scope_type": "project",
                     *           "scope_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "scope_name": "Web site",
                     *           "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "customer_name": "Acme"
                     *         }
                     *       ],
                     *       "projects": [
                     *         "0f8fad5b-d9cb-469f-a165-70867728950f"
                     *       ],
                     *       "token": "8f14e45fceea167a5a36dedd4bea2543b1f3c9d0",
                     *       "token_expires_at": "2027-02-05T09:30:00.000Z",
                     *       "token_lifetime": null,
                     *       "ip_address": "198.51.100.7"
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    users_login_link: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://cloud.example.org/#link=8f14e45fceea167a5a36dedd4bea2543b1f3c9d0"
                     *     }
                     */
                    "application/json": components["schemas"]["LoginLink"];
                };
            };
        };
    };
    users_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UsersPasswordRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Password has been successfully updated."
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    keys_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                user_uuid?: string | string[];
                created?: string;
                created_before?: string;
                is_shared?: string;
                fingerprint_md5?: string;
                fingerprint_sha256?: string;
                fingerprint_sha512?: string;
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728951d",
                     *           "url": "https://cloud.example/api/keys/0f8fad5b-d9cb-469f-a165-70867728951d/",
                     *           "name": "ada@laptop",
                     *           "type": "ssh-ed25519",
                     *           "public_key": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK1rJc6mXjC8m4p9Jf0n6p1wV4iDkqS0g9mZl2QWc7yE ada@laptop",
                     *           "fingerprint_md5": "c6:24:a8:37:fa:7f:a5:d1:90:09:19:2a:5f:1f:b7:70",
                     *           "fingerprint_sha256": "SHA256:q0JrQm2oNhbkuH4D1yGbqZkXo8e1J4mK9dTzYb3v2rA",
                     *           "fingerprint_sha512": "SHA512:7dXqR0zJm1uN5cVb2oKf8sTgYhWpEa3iLx6nQr9yBvCkMjHtDwSuPzOeGlF4U1AqI8ZbRmXnKc0TvYsJpLdEoQ",
                     *           "user_uuid": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *           "is_shared": false,
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "expires": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SshKeyList"];
                };
            };
        };
    };
    keys_create: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeysCreateRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728951d",
                     *       "url": "https://cloud.example/api/keys/0f8fad5b-d9cb-469f-a165-70867728951d/",
                     *       "name": "ada@laptop",
                     *       "type": "ssh-ed25519",
                     *       "public_key": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK1rJc6mXjC8m4p9Jf0n6p1wV4iDkqS0g9mZl2QWc7yE ada@laptop",
                     *       "fingerprint_md5": "c6:24:a8:37:fa:7f:a5:d1:90:09:19:2a:5f:1f:b7:70",
                     *       "fingerprint_sha256": "SHA256:q0JrQm2oNhbkuH4D1yGbqZkXo8e1J4mK9dTzYb3v2rA",
                     *       "fingerprint_sha512": "SHA512:7dXqR0zJm1uN5cVb2oKf8sTgYhWpEa3iLx6nQr9yBvCkMjHtDwSuPzOeGlF4U1AqI8ZbRmXnKc0TvYsJpLdEoQ",
                     *       "user_uuid": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *       "is_shared": false,
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "expires": null
                     *     }
                     */
                    "application/json": components["schemas"]["SshKey"];
                };
            };
        };
    };
    keys_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                user_uuid?: string | string[];
                created?: string;
                created_before?: string;
                is_shared?: string;
                fingerprint_md5?: string;
                fingerprint_sha256?: string;
                fingerprint_sha512?: string;
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    keys_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728951d",
                     *       "url": "https://cloud.example/api/keys/0f8fad5b-d9cb-469f-a165-70867728951d/",
                     *       "name": "ada@laptop",
                     *       "type": "ssh-ed25519",
                     *       "public_key": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK1rJc6mXjC8m4p9Jf0n6p1wV4iDkqS0g9mZl2QWc7yE ada@laptop",
                     *       "fingerprint_md5": "c6:24:a8:37:fa:7f:a5:d1:90:09:19:2a:5f:1f:b7:70",
                     *       "fingerprint_sha256": "SHA256:q0JrQm2oNhbkuH4D1yGbqZkXo8e1J4mK9dTzYb3v2rA",
                     *       "fingerprint_sha512": "SHA512:7dXqR0zJm1uN5cVb2oKf8sTgYhWpEa3iLx6nQr9yBvCkMjHtDwSuPzOeGlF4U1AqI8ZbRmXnKc0TvYsJpLdEoQ",
                     *       "user_uuid": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *       "is_shared": false,
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "expires": null
                     *     }
                     */
                    "application/json": components["schemas"]["SshKey"];
                };
            };
        };
    };
    keys_destroy: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    tokens_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                kind?: ("api" | "login") | ("api" | "login")[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728951e",
                     *           "url": "https://cloud.example/api/tokens/0f8fad5b-d9cb-469f-a165-70867728951e/",
                     *           "name": "ci",
                     *           "kind": "api",
                     *           "prefix": "8f14e4",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "expires": "2027-02-05T09:30:00.000Z",
                     *           "last_used": "2026-02-05T09:31:00.000Z",
                     *           "last_used_ip": "198.51.100.7",
                     *           "created_ip": null,
                     *           "permissions": [
                     *             "ORDER.CREATE",
                     *             "INSTANCE.POWER"
                     *           ],
                     *           "projects": [
                     *             "0f8fad5b-d9cb-469f-a165-70867728950f"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TokenList"];
                };
            };
        };
    };
    tokens_create: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokensCreateRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728951e",
                     *       "url": "https://cloud.example/api/tokens/0f8fad5b-d9cb-469f-a165-70867728951e/",
                     *       "name": "ci",
                     *       "kind": "api",
                     *       "prefix": "8f14e4",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "expires": "2027-02-05T09:30:00.000Z",
                     *       "last_used": null,
                     *       "last_used_ip": null,
                     *       "created_ip": null,
                     *       "permissions": [
                     *         "ORDER.CREATE",
                     *         "INSTANCE.POWER"
                     *       ],
                     *       "projects": [
                     *         "0f8fad5b-d9cb-469f-a165-70867728950f"
                     *       ],
                     *       "token": "8f14e45fceea167a5a36dedd4bea2543b1f3c9d0"
                     *     }
                     */
                    "application/json": components["schemas"]["NewToken"];
                };
            };
        };
    };
    tokens_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                kind?: ("api" | "login") | ("api" | "login")[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    tokens_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728951e",
                     *       "url": "https://cloud.example/api/tokens/0f8fad5b-d9cb-469f-a165-70867728951e/",
                     *       "name": "ci",
                     *       "kind": "api",
                     *       "prefix": "8f14e4",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "expires": "2027-02-05T09:30:00.000Z",
                     *       "last_used": "2026-02-05T09:31:00.000Z",
                     *       "last_used_ip": "198.51.100.7",
                     *       "created_ip": null,
                     *       "permissions": [
                     *         "ORDER.CREATE",
                     *         "INSTANCE.POWER"
                     *       ],
                     *       "projects": [
                     *         "0f8fad5b-d9cb-469f-a165-70867728950f"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Token"];
                };
            };
        };
    };
    tokens_destroy: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    tokens_rotate: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728951e",
                     *       "url": "https://cloud.example/api/tokens/0f8fad5b-d9cb-469f-a165-70867728951e/",
                     *       "name": "ci",
                     *       "kind": "api",
                     *       "prefix": "8f14e4",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "expires": "2027-02-05T09:30:00.000Z",
                     *       "last_used": null,
                     *       "last_used_ip": null,
                     *       "created_ip": null,
                     *       "permissions": [
                     *         "ORDER.CREATE",
                     *         "INSTANCE.POWER"
                     *       ],
                     *       "projects": [
                     *         "0f8fad5b-d9cb-469f-a165-70867728950f"
                     *       ],
                     *       "token": "8f14e45fceea167a5a36dedd4bea2543b1f3c9d0"
                     *     }
                     */
                    "application/json": components["schemas"]["NewToken"];
                };
            };
        };
    };
    personal_access_tokens_available_scopes_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "permission": "ORDER.CREATE"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TokenScopeList"];
                };
            };
        };
    };
    personal_access_tokens_available_scopes_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    personal_access_tokens_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728951e",
                     *           "name": "ci",
                     *           "scopes": [
                     *             "ORDER.CREATE",
                     *             "INSTANCE.POWER"
                     *           ],
                     *           "allowed_scopes": [
                     *             {
                     *               "type": "project",
                     *               "uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *               "name": "Web site"
                     *             }
                     *           ],
                     *           "allowed_networks": [],
                     *           "expires_at": "2027-02-05T09:30:00.000Z",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "token_prefix": "8f14e4",
                     *           "is_active": true,
                     *           "last_used_at": "2026-02-05T09:31:00.000Z",
                     *           "last_used_ip": "198.51.100.7",
                     *           "use_count": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PersonalAccessTokenList"];
                };
            };
        };
    };
    personal_access_tokens_create: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonalAccessTokensCreateRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728951e",
                     *       "name": "ci",
                     *       "scopes": [
                     *         "ORDER.CREATE",
                     *         "INSTANCE.POWER"
                     *       ],
                     *       "allowed_scopes": [
                     *         {
                     *           "type": "project",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "name": "Web site"
                     *         }
                     *       ],
                     *       "allowed_networks": [],
                     *       "expires_at": "2027-02-05T09:30:00.000Z",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "token": "8f14e45fceea167a5a36dedd4bea2543b1f3c9d0"
                     *     }
                     */
                    "application/json": components["schemas"]["NewPersonalAccessToken"];
                };
            };
        };
    };
    personal_access_tokens_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                name?: string;
                name_exact?: string;
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    personal_access_tokens_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728951e",
                     *       "name": "ci",
                     *       "scopes": [
                     *         "ORDER.CREATE",
                     *         "INSTANCE.POWER"
                     *       ],
                     *       "allowed_scopes": [
                     *         {
                     *           "type": "project",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "name": "Web site"
                     *         }
                     *       ],
                     *       "allowed_networks": [],
                     *       "expires_at": "2027-02-05T09:30:00.000Z",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "token_prefix": "8f14e4",
                     *       "is_active": true,
                     *       "last_used_at": "2026-02-05T09:31:00.000Z",
                     *       "last_used_ip": "198.51.100.7",
                     *       "use_count": 1
                     *     }
                     */
                    "application/json": components["schemas"]["PersonalAccessToken"];
                };
            };
        };
    };
    personal_access_tokens_destroy: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    personal_access_tokens_rotate: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-70867728951e",
                     *       "name": "ci",
                     *       "scopes": [
                     *         "ORDER.CREATE",
                     *         "INSTANCE.POWER"
                     *       ],
                     *       "allowed_scopes": [
                     *         {
                     *           "type": "project",
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "name": "Web site"
                     *         }
                     *       ],
                     *       "allowed_networks": [],
                     *       "expires_at": "2027-02-05T09:30:00.000Z",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "token": "8f14e45fceea167a5a36dedd4bea2543b1f3c9d0"
                     *     }
                     */
                    "application/json": components["schemas"]["NewPersonalAccessToken"];
                };
            };
        };
    };
    events_list: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                created_from?: number | string;
                created_to?: number | string;
                event_type?: string | string[];
                feature?: ("access_subnets" | "auth" | "call" | "chat" | "credits" | "customers" | "invoices" | "offering_accounting" | "onboarding" | "openstack_floating_ip" | "openstack_network" | "openstack_port" | "openstack_rbac" | "openstack_resources" | "openstack_router" | "openstack_security_group" | "openstack_subnet" | "permissions" | "projects" | "proposal" | "providers" | "resources" | "review" | "ssh" | "support" | "terms_of_service" | "users") | ("access_subnets" | "auth" | "call" | "chat" | "credits" | "customers" | "invoices" | "offering_accounting" | "onboarding" | "openstack_floating_ip" | "openstack_network" | "openstack_port" | "openstack_rbac" | "openstack_resources" | "openstack_router" | "openstack_security_group" | "openstack_subnet" | "permissions" | "projects" | "proposal" | "providers" | "resources" | "review" | "ssh" | "support" | "terms_of_service" | "users")[];
                result?: ("accepted" | "denied" | "failed" | "locked" | "restarted" | "off" | "terminated" | "succeeded" | "canceled") | ("accepted" | "denied" | "failed" | "locked" | "restarted" | "off" | "terminated" | "succeeded" | "canceled")[];
                message?: string;
                scope?: string | string[];
                username?: string;
                user_uuid?: string | string[];
                related_user_uuid?: string | string[];
                auth_method?: ("password" | "pat") | ("password" | "pat")[];
                pat_uuid?: string | string[];
                object_uuid?: string | string[];
                project_uuid?: string | string[];
                customer_uuid?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next": null,
                     *       "previous": null,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "uuid": "0f8fad5b-d9cb-469f-a165-708677289529",
                     *           "url": "https://cloud.example/api/events/0f8fad5b-d9cb-469f-a165-708677289529/",
                     *           "created": "2026-02-05T09:30:00.000Z",
                     *           "event_type": "marketplace_order_created",
                     *           "action": "order.create",
                     *           "message": "ada has ordered \"web-1\".",
                     *           "result": "accepted",
                     *           "user_uuid": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *           "username": "ada",
                     *           "ip_address": "198.51.100.7",
                     *           "object_uuid": "0f8fad5b-d9cb-469f-a165-70867728951f",
                     *           "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *           "project_name": "Web site",
                     *           "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *           "request_id": null,
                     *           "context": {
                     *             "user_username": "ada",
                     *             "ip_address": "198.51.100.7",
                     *             "resource_name": "web-1"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["EventList"];
                };
            };
        };
    };
    events_count: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                cursor?: string;
                uuid?: string | string[];
                created_from?: number | string;
                created_to?: number | string;
                event_type?: string | string[];
                feature?: ("access_subnets" | "auth" | "call" | "chat" | "credits" | "customers" | "invoices" | "offering_accounting" | "onboarding" | "openstack_floating_ip" | "openstack_network" | "openstack_port" | "openstack_rbac" | "openstack_resources" | "openstack_router" | "openstack_security_group" | "openstack_subnet" | "permissions" | "projects" | "proposal" | "providers" | "resources" | "review" | "ssh" | "support" | "terms_of_service" | "users") | ("access_subnets" | "auth" | "call" | "chat" | "credits" | "customers" | "invoices" | "offering_accounting" | "onboarding" | "openstack_floating_ip" | "openstack_network" | "openstack_port" | "openstack_rbac" | "openstack_resources" | "openstack_router" | "openstack_security_group" | "openstack_subnet" | "permissions" | "projects" | "proposal" | "providers" | "resources" | "review" | "ssh" | "support" | "terms_of_service" | "users")[];
                result?: ("accepted" | "denied" | "failed" | "locked" | "restarted" | "off" | "terminated" | "succeeded" | "canceled") | ("accepted" | "denied" | "failed" | "locked" | "restarted" | "off" | "terminated" | "succeeded" | "canceled")[];
                message?: string;
                scope?: string | string[];
                username?: string;
                user_uuid?: string | string[];
                related_user_uuid?: string | string[];
                auth_method?: ("password" | "pat") | ("password" | "pat")[];
                pat_uuid?: string | string[];
                object_uuid?: string | string[];
                project_uuid?: string | string[];
                customer_uuid?: string | string[];
                o?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "X-Result-Count"?: number;
                    Link?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    events_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289529",
                     *       "url": "https://cloud.example/api/events/0f8fad5b-d9cb-469f-a165-708677289529/",
                     *       "created": "2026-02-05T09:30:00.000Z",
                     *       "event_type": "marketplace_order_created",
                     *       "action": "order.create",
                     *       "message": "ada has ordered \"web-1\".",
                     *       "result": "accepted",
                     *       "user_uuid": "0f8fad5b-d9cb-469f-a165-708677289510",
                     *       "username": "ada",
                     *       "ip_address": "198.51.100.7",
                     *       "object_uuid": "0f8fad5b-d9cb-469f-a165-70867728951f",
                     *       "project_uuid": "0f8fad5b-d9cb-469f-a165-70867728950f",
                     *       "project_name": "Web site",
                     *       "customer_uuid": "0f8fad5b-d9cb-469f-a165-70867728950e",
                     *       "request_id": null,
                     *       "context": {
                     *         "user_username": "ada",
                     *         "ip_address": "198.51.100.7",
                     *         "resource_name": "web-1"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Event"];
                };
            };
        };
    };
    events_count_retrieve: {
        parameters: {
            query?: {
                uuid?: string | string[];
                created_from?: number | string;
                created_to?: number | string;
                event_type?: string | string[];
                feature?: ("access_subnets" | "auth" | "call" | "chat" | "credits" | "customers" | "invoices" | "offering_accounting" | "onboarding" | "openstack_floating_ip" | "openstack_network" | "openstack_port" | "openstack_rbac" | "openstack_resources" | "openstack_router" | "openstack_security_group" | "openstack_subnet" | "permissions" | "projects" | "proposal" | "providers" | "resources" | "review" | "ssh" | "support" | "terms_of_service" | "users") | ("access_subnets" | "auth" | "call" | "chat" | "credits" | "customers" | "invoices" | "offering_accounting" | "onboarding" | "openstack_floating_ip" | "openstack_network" | "openstack_port" | "openstack_rbac" | "openstack_resources" | "openstack_router" | "openstack_security_group" | "openstack_subnet" | "permissions" | "projects" | "proposal" | "providers" | "resources" | "review" | "ssh" | "support" | "terms_of_service" | "users")[];
                result?: ("accepted" | "denied" | "failed" | "locked" | "restarted" | "off" | "terminated" | "succeeded" | "canceled") | ("accepted" | "denied" | "failed" | "locked" | "restarted" | "off" | "terminated" | "succeeded" | "canceled")[];
                message?: string;
                scope?: string | string[];
                username?: string;
                user_uuid?: string | string[];
                related_user_uuid?: string | string[];
                auth_method?: ("password" | "pat") | ("password" | "pat")[];
                pat_uuid?: string | string[];
                object_uuid?: string | string[];
                project_uuid?: string | string[];
                customer_uuid?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 42
                     *     }
                     */
                    "application/json": components["schemas"]["Count"];
                };
            };
        };
    };
    events_event_groups_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ssh": [
                     *         "ssh_key_creation_succeeded",
                     *         "ssh_key_deletion_succeeded"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        [key: string]: string[];
                    };
                };
            };
        };
    };
    events_scope_types_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       "core.sshpublickey"
                     *     ]
                     */
                    "application/json": ("core.sshpublickey" | "core.user" | "marketplace.order" | "marketplace.resource" | "openstack.floatingip" | "openstack.instance" | "openstack.network" | "openstack.port" | "openstack.securitygroup" | "openstack.servergroup" | "openstack.subnet" | "openstack.volume" | "structure.customer" | "structure.project")[];
                };
            };
        };
    };
    configuration_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "HOMEPORT_URL": "https://cloud.example",
                     *       "WALDUR_CORE": {
                     *         "HOMEPORT_URL": "https://cloud.example",
                     *         "MASTERMIND_URL": "https://cloud.example",
                     *         "SITE_NAME": "Slipway",
                     *         "SITE_DESCRIPTION": "A self-hosted VM cloud",
                     *         "AUTHENTICATION_METHODS": [
                     *           "LOCAL_SIGNIN"
                     *         ]
                     *       },
                     *       "LANGUAGE_CODE": "en",
                     *       "LANGUAGES": [
                     *         [
                     *           "en",
                     *           "English"
                     *         ]
                     *       ],
                     *       "FEATURES": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Configuration"];
                };
            };
        };
    };
    openstack_images_file_update: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
                "if-unmodified-since"?: string;
            };
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uuid": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *       "url": "https://cloud.example/api/openstack-images/0f8fad5b-d9cb-469f-a165-708677289517/",
                     *       "name": "web",
                     *       "project": null,
                     *       "cloud": null,
                     *       "ssh_user": "debian",
                     *       "readiness": "cloud-init",
                     *       "min_disk": 3072,
                     *       "min_ram": 512,
                     *       "is_rescue_image": false,
                     *       "state": "ready",
                     *       "size": 346030080,
                     *       "disk": 3072,
                     *       "sha256": "9c1f6b0e1d6c2a7f8e3b5d4a0f9c8e7d6b5a4c3d2e1f0a9b8c7d6e5f4a3b2c1d",
                     *       "checksum_url": null,
                     *       "catalogue": null,
                     *       "source_url": null,
                     *       "error_message": "",
                     *       "progress": null,
                     *       "message": "",
                     *       "remaining_seconds": null,
                     *       "settings": "https://cloud.example/api/service-settings/00000000-0000-0000-0000-000000000000/",
                     *       "backend_id": "0f8fad5b-d9cb-469f-a165-708677289517",
                     *       "backend_created_at": "2026-02-05T09:30:00.000Z",
                     *       "created": "2026-02-05T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Image"];
                };
            };
        };
    };
    api_auth_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiAuthPasswordRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token": "8f14e45fceea167a5a36dedd4bea2543b1f3c9d0"
                     *     }
                     */
                    "application/json": components["schemas"]["Login"];
                };
            };
        };
    };
    api_auth_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiAuthLinkRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token": "8f14e45fceea167a5a36dedd4bea2543b1f3c9d0"
                     *     }
                     */
                    "application/json": components["schemas"]["Login"];
                };
            };
        };
    };
    api_auth_logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    metrics_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
}
