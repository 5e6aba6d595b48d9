/// The rules of DESIGN part 3 that the second implementation can leave out, one a switch.
///
/// `design` is what is meant. `today` is what the program does: a switch that is off there is a rule
/// that has not landed, and goes when it has. The list is to become empty.
struct Policy: Hashable, Sendable {
    /// A record without an id keeps its identity when only its directorate, owner or score changes.
    ///
    /// Off: any change makes it another risk.
    var namelessKeepIdentity = true

    /// What is meant.
    static let design = Policy()

    /// What the program does.
    static let today: Policy = {
        var policy = Policy()
        policy.namelessKeepIdentity = false
        return policy
    }()

    /// The switches that are off, by name.
    var off: [(name: String, path: WritableKeyPath<Policy, Bool>)] {
        Policy.switches.filter { !self[keyPath: $0.path] }
    }

    private static var switches: [(name: String, path: WritableKeyPath<Policy, Bool>)] {
        [
            ("namelessKeepIdentity", \.namelessKeepIdentity)
        ]
    }
}
