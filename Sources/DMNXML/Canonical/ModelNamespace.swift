/// The namespaces of DMN itself, whatever its version.
enum ModelNamespace: String {
    case model = "MODEL"
    case feel = "FEEL"
    case diagram = "DMNDI"
    case drawing = "DC"
    case interchange = "DI"

    /// Years and months of DMN 1.2, 1.3, 1.4, 1.5 and 1.6.
    private static let dates: Set<Substring> = [
        "20180521", "20191111", "20211108", "20230324", "20240513",
    ]

    /// The namespace that a name stands for in any of the versions; nil when it is none of DMN's.
    init?(uri: String) {
        let parts = uri.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 7 || parts.count == 8 && parts[7].isEmpty,
            parts[0] == "http:" || parts[0] == "https:", parts[1].isEmpty,
            parts[2] == "www.omg.org", parts[3] == "spec", parts[4] == "DMN",
            Self.dates.contains(parts[5])
        else { return nil }
        self.init(rawValue: String(parts[6]))
    }

    /// The namespace's name in DMN 1.3.
    var uri: String {
        switch self {
        case .model: "https://www.omg.org/spec/DMN/20191111/MODEL/"
        case .feel: "https://www.omg.org/spec/DMN/20191111/FEEL/"
        case .diagram: "https://www.omg.org/spec/DMN/20191111/DMNDI/"
        case .drawing: "http://www.omg.org/spec/DMN/20180521/DC/"
        case .interchange: "http://www.omg.org/spec/DMN/20180521/DI/"
        }
    }

    /// The one prefix it is written with; nil for the default namespace, and for FEEL, which has no elements.
    var prefix: String? {
        switch self {
        case .model, .feel: nil
        case .diagram: "dmndi"
        case .drawing: "dc"
        case .interchange: "di"
        }
    }

    /// Whether elements are written in it, under its own prefix.
    var hasElements: Bool { self != .feel }

    /// A namespace's name, in DMN 1.3 when it is one of DMN's.
    static func standard(_ uri: String) -> String { ModelNamespace(uri: uri)?.uri ?? uri }
}
