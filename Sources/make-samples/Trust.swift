/// Northbridge Community NHS Trust, which does not exist: its parts, places and people.
enum Trust {
    static let code = "NBC"
    static let name = "Northbridge Community NHS Trust"

    /// The month ends of the exports.
    static let months = [
        SampleDay(2026, 1, 31), SampleDay(2026, 2, 28), SampleDay(2026, 3, 31),
        SampleDay(2026, 4, 30), SampleDay(2026, 5, 31), SampleDay(2026, 6, 30),
    ]

    /// A directorate with its services and the executive who answers for it.
    struct Directorate {
        let name: String
        let executive: String
        let services: [String]
        let people: [String]
    }

    static let directorates = [
        Directorate(
            name: "Adults", executive: "Director of Operations",
            services: [
                "District Nursing", "Integrated Therapy", "Podiatry", "Tissue Viability",
                "Community Diabetes", "Heart Failure", "Continence", "Community Respiratory",
                "Wheelchair Service", "Urgent Community Response", "End of Life Care",
                "Inpatient Rehabilitation",
            ],
            people: [
                "Priya Hallam", "Gareth Ostler", "Moira Tennick", "Daniel Aworth", "Ruth Callender",
                "Imran Sefton", "Beth Lanyon", "Colin Farrday",
            ]),
        Directorate(
            name: "Children and Young People", executive: "Chief Nurse",
            services: [
                "Health Visiting", "School Nursing", "Speech and Language Therapy", "CAMHS",
                "Children\u{2019}s Community Nursing", "Looked After Children",
                "Community Paediatrics", "Audiology",
            ],
            people: [
                "Sunita Wexcombe", "Alison Dray", "Tom Penhallow", "Grace Oduya-Marsh",
                "Helen Stroud", "Kofi Barrowby",
            ]),
        Directorate(
            name: "Specialist Services", executive: "Medical Director",
            services: [
                "Community Dental", "Sexual Health", "Musculoskeletal", "Learning Disability",
                "Long Covid Clinic", "Prison Health",
            ],
            people: ["Nadia Fenwright", "Owen Tressell", "Carol Bidwell", "Yusuf Kernow"]),
        Directorate(
            name: "Corporate", executive: "Director of Finance",
            services: [
                "Estates", "Digital", "Finance", "People", "Quality and Governance", "Medicines",
                "Procurement", "Transformation Programme",
            ],
            people: [
                "Louise Ambrey", "Stephen Gilchard", "Maya Rookwood", "Peter Anstell",
                "Joan Verrow",
                "Rashid Colbourne",
            ]),
    ]

    static let sites = [
        "Ashgrove Health Centre", "Millbank Clinic", "Thornfield Community Hospital",
        "Riverside House", "Oakmere Lodge", "Stonebridge Centre", "Fairholme Unit",
        "Larkhill Clinic", "Westgate Health Centre", "Brackenfield Hub",
    ]

    static let localities = ["North Bridge", "Eastvale", "Westmere", "South Fells"]
}
