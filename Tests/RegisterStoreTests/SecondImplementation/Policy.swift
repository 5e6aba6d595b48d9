/// The rules of DESIGN part 3 that the second implementation can leave out, one a switch.
///
/// `design` is what is meant. `today` is what the program does: a switch that is off there is a rule
/// that has not landed, and goes when it has. The list is to become empty.
struct Policy: Hashable, Sendable {
    /// Of two people's words on one register the later counts: a hold after a refused confirmation
    /// puts the risk there, and a refused confirmation after a hold takes it off.
    ///
    /// Off: the refusal counts from the day after the hold on.
    var laterWordCounts = true

    /// A closure waits for agreement whatever is held: a hold does not answer it.
    ///
    /// Off: a hold makes the question go away.
    var closureOutlivesHold = true

    /// A hold that runs out while the risk is off the register is over.
    ///
    /// Off: it silences what is asked of a later stay, and can still be released.
    var spentHoldIsOver = true

    /// A step-down that was agreed because a line's own record is closed or missing keeps the line off
    /// for as long as that is so.
    ///
    /// Off: it is back on the day of the next event, and is asked about again.
    var agreedDoubtStaysOff = true

    /// An ended objective whose successor the framework does not list counts, as any unknown code does.
    ///
    /// Off: it does not count.
    var unknownSuccessorCounts = true

    /// Rulings: those dated before the first extract that holds the risk count from that extract.
    ///
    /// Off: they count for nothing.
    var earlyRulingsCount = true

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
            ("laterWordCounts", \.laterWordCounts),
            ("closureOutlivesHold", \.closureOutlivesHold),
            ("spentHoldIsOver", \.spentHoldIsOver),
            ("agreedDoubtStaysOff", \.agreedDoubtStaysOff),
            ("unknownSuccessorCounts", \.unknownSuccessorCounts),
            ("earlyRulingsCount", \.earlyRulingsCount),
            ("marksAreAsFound", \.marksAreAsFound),
            ("namelessKeepIdentity", \.namelessKeepIdentity),
        ]
    }
}
