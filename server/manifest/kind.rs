//! The eight kinds of manifest and how a file is recognised (catalogue sections 1.1 to 1.3).

/// What a manifest describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// An ECS service behind an application or network load balancer.
    LoadBalancedWebService,
    /// An ECS service for other services.
    BackendService,
    /// An ECS service that reads from queues.
    WorkerService,
    /// An App Runner service.
    RequestDrivenWebService,
    /// Files behind CloudFront.
    StaticSite,
    /// An ECS task on a schedule.
    ScheduledJob,
    /// VPC, load balancers and CDN that services share.
    Environment,
    /// A CodePipeline that releases workloads.
    Pipeline,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 8] = [
        Kind::LoadBalancedWebService,
        Kind::BackendService,
        Kind::WorkerService,
        Kind::RequestDrivenWebService,
        Kind::StaticSite,
        Kind::ScheduledJob,
        Kind::Environment,
        Kind::Pipeline,
    ];

    /// The kinds that run as ECS tasks with a main container and sidecars.
    pub const ECS: [Kind; 4] =
        [Kind::LoadBalancedWebService, Kind::BackendService, Kind::WorkerService, Kind::ScheduledJob];

    /// The value of `type`; for a pipeline, which has none, its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Kind::LoadBalancedWebService => "Load Balanced Web Service",
            Kind::BackendService => "Backend Service",
            Kind::WorkerService => "Worker Service",
            Kind::RequestDrivenWebService => "Request-Driven Web Service",
            Kind::StaticSite => "Static Site",
            Kind::ScheduledJob => "Scheduled Job",
            Kind::Environment => "Environment",
            Kind::Pipeline => "Pipeline",
        }
    }

    /// The name in file names and on the command line (`backend-service`).
    pub fn slug(self) -> &'static str {
        match self {
            Kind::LoadBalancedWebService => "load-balanced-web-service",
            Kind::BackendService => "backend-service",
            Kind::WorkerService => "worker-service",
            Kind::RequestDrivenWebService => "request-driven-web-service",
            Kind::StaticSite => "static-site",
            Kind::ScheduledJob => "scheduled-job",
            Kind::Environment => "environment",
            Kind::Pipeline => "pipeline",
        }
    }

    /// The workload with exactly this `type`, as Copilot compares it (case and blanks count).
    pub fn of_workload_type(value: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.is_workload() && kind.name() == value)
    }

    /// Has a `type`, lies in `copilot/<name>/` and may have `environments`.
    pub fn is_workload(self) -> bool {
        !matches!(self, Kind::Environment | Kind::Pipeline)
    }

    /// Runs as ECS tasks with a main container and sidecars.
    pub fn is_ecs(self) -> bool {
        Kind::ECS.contains(&self)
    }
}
