/// A kind of risk that a community trust runs; "{service}", "{site}" and "{place}" are filled in.
struct RiskTemplate {
    let theme: String
    /// The consequence domain that gives the score.
    let domain: String
    /// The directorates it can stand in, by index.
    let directorates: [Int]
    let consequence: Int
    let title: String
    /// Cause, event and effect.
    let description: String
    let controls: String
    let gap: String
    let assurance: String
    let action: String

    init(
        _ theme: String, _ domain: String, _ directorates: [Int], _ consequence: Int,
        _ title: String, _ description: String, controls: String, gap: String, assurance: String,
        action: String
    ) {
        self.theme = theme
        self.domain = domain
        self.directorates = directorates
        self.consequence = consequence
        self.title = title
        self.description = description
        self.controls = controls
        self.gap = gap
        self.assurance = assurance
        self.action = action
    }

    static let all: [RiskTemplate] = clinical + people + systems + money
}
