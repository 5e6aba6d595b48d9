/// The rules of DESIGN part 3 that the second implementation can leave out, one a switch.
///
/// `design` is what is meant. `today` is what the program does: a switch that is off there is a rule
/// that has not landed, and goes when it has. The list is to become empty.
struct Policy: Hashable, Sendable {
    /// Confirmations: one that nobody gave is asked whenever the risk is on the BAF by rule.
    ///
    /// Off: it is asked on entry only, and forgotten when it was interrupted by a fall.
    var asksConfirmationAgain = true

    /// Holds: what has no other ground is off when a hold is released, a vanished risk too.
    ///
    /// Off: the newest record of a vanished risk is still a ground.
    var releasesVanished = true

    /// Holds: a question that a hold silenced returns on the day of the organisation's next event.
    ///
    /// Off: on the day on which something happens to the risk itself.
    var everyExtractIsAnEvent = true

    /// Holds: one that ran out keeps a risk on, and never puts one back.
    ///
    /// Off: it does both for ever.
    var holdsRunOut = true

    /// Of two people's words on one register the later counts: a hold after a refused confirmation
    /// puts the risk there, and a refused confirmation after a hold takes it off.
    ///
    /// Off: the refusal counts from the day after the hold on.
    var laterWordCounts = true

    /// A closure waits for agreement whatever is held: a hold does not answer it.
    ///
    /// Off: a hold makes the question go away.
    var closureOutlivesHold = true

    /// Of records with one id, the graver that can be routed routes.
    ///
    /// Off: the graver, be it closed, rejected or waiting.
    var routableDoubleRoutes = true

    /// Rulings: those dated before the first extract that holds the risk count from that extract.
    ///
    /// Off: they count for nothing.
    var earlyRulingsCount = true

    /// An objective that ended with a successor counts as its successor.
    ///
    /// Off: it does not count.
    var successorsCarryOver = true

    /// A principal risk is on the BAF while the framework lists it; a fall never asks to take it off,
    /// and a row that is missing is a question.
    ///
    /// Off: it is on the BAF as an operational risk is.
    var principalRisksAreTheBoards = true

    /// The first extract is the baseline: marks count as agreed, as found.
    ///
    /// Off: marks count for nothing.
    var marksAreAsFound = true

    /// A record without an id keeps its identity when only its directorate, owner or score changes.
    ///
    /// Off: any change makes it another risk.
    var namelessKeepIdentity = true

    /// What is meant.
    static let design = Policy()

    /// What the program does.
    static let today: Policy = {
        var policy = Policy()
        policy.asksConfirmationAgain = false
        policy.releasesVanished = false
        policy.everyExtractIsAnEvent = false
        policy.holdsRunOut = false
        policy.laterWordCounts = false
        policy.closureOutlivesHold = false
        policy.routableDoubleRoutes = false
        policy.successorsCarryOver = false
        policy.principalRisksAreTheBoards = false
        policy.marksAreAsFound = false
        policy.namelessKeepIdentity = false
        return policy
    }()

    /// The switches that are off, by name.
    var off: [(name: String, path: WritableKeyPath<Policy, Bool>)] {
        Policy.switches.filter { !self[keyPath: $0.path] }
    }

    private static var switches: [(name: String, path: WritableKeyPath<Policy, Bool>)] {
        [
            ("asksConfirmationAgain", \.asksConfirmationAgain),
            ("releasesVanished", \.releasesVanished),
            ("everyExtractIsAnEvent", \.everyExtractIsAnEvent),
            ("holdsRunOut", \.holdsRunOut),
            ("laterWordCounts", \.laterWordCounts),
            ("closureOutlivesHold", \.closureOutlivesHold),
            ("routableDoubleRoutes", \.routableDoubleRoutes),
            ("earlyRulingsCount", \.earlyRulingsCount),
            ("successorsCarryOver", \.successorsCarryOver),
            ("principalRisksAreTheBoards", \.principalRisksAreTheBoards),
            ("marksAreAsFound", \.marksAreAsFound),
            ("namelessKeepIdentity", \.namelessKeepIdentity),
        ]
    }
}
