package import RiskRegister

/// The High Level Risk Register: monthly, for the executive team.
package enum HLRRPaper {
    /// The paper of a view.
    package static func make(
        view: RegisterView, earlier: RegisterView?, changes: [Change], scale: ScoreScale? = nil
    ) -> Paper {
        Paper(
            report: "hlrr", title: "", organisation: "", asAt: view.asAt, knownAt: view.knownAt,
            knownAtTime: view.knownAtTime, mainTable: "risks")
    }
}
/// The Board Assurance Framework.
package enum BAFPaper {
    /// The paper of a view.
    package static func make(
        view: RegisterView, earlier: RegisterView?, changes: [Change], scale: ScoreScale? = nil
    ) -> Paper {
        Paper(
            report: "baf", title: "", organisation: "", asAt: view.asAt, knownAt: view.knownAt,
            knownAtTime: view.knownAtTime, mainTable: "summary")
    }
}
/// The Audit Committee's report.
package enum AuditCommitteePaper {
    /// The paper of a view.
    package static func make(
        view: RegisterView, earlier: RegisterView?, changes: [Change], scale: ScoreScale? = nil
    ) -> Paper {
        Paper(
            report: "audit-committee", title: "", organisation: "", asAt: view.asAt,
            knownAt: view.knownAt, knownAtTime: view.knownAtTime, mainTable: "routing-test")
    }
}
