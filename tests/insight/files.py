"""Small files of conversations, written by hand."""

ROWS = """company;branch;customer;complaint;received;reply;replied;customer reply
North Air;Riga;Jane Novak;My bag is lost and nobody answers me.;2024-03-01 09:00;"Dear Ms Novak,

thank you for telling us. Your bag is found and will reach you on 4 March.

Peter Lee
Baggage desk, North Air";2024-03-01 11:00;Thank you, the bag has arrived.
North Air;Riga;Tom Hill;The flight was cancelled.;2024-03-02 23:30;\
We are sorry if you feel that way. Everyone else is happy with us.;2024-03-04 10:00;Still nothing. This is not acceptable!
North Air;Vilnius;Ann Fox;I was charged twice for my seat.;2024-04-02 10:00;;;
South Air;Split;Bob Ray;The meal was cold.;2024-03-05 12:00;"Hello Bob,
we will refund the meal by 12 March.
Mary Poe, South Air";2024-03-05 12:45;
South Air;Split;Eve Kay;The train of the airport was late again.;2024-04-05 02:00;\
Dear customer, your complaint has been registered.;2024-04-09 02:00;ok
"""

TWEETS = """tweet_id,author_id,inbound,created_at,text,in_response_to_tweet_id
1,115,True,Tue Oct 31 22:10:47 +0000 2017,@AirCo my bag is lost and nobody helps,
2,AirCo,False,Tue Oct 31 22:25:47 +0000 2017,"@115 Hi Jenn! We are looking for it &amp; will write tomorrow. ^KE",1.0
3,115,True,Tue Oct 31 23:10:47 +0000 2017,@AirCo Got my bag now. Thank you so much!,2
4,116,True,Wed Nov 01 12:10:47 +0000 2017,@airco where is my refund? I wait since two months,
5,AirCo,False,Wed Nov 01 12:10:47 +0000 2017,Our new seats are here!,
"""

SAMPLE = """company,direction,tweet_id,in_response_to,created_at,text
AirCo,inbound,1,,2017-10-31 10:00:00+00:00,my bag is lost and nobody helps
AirCo,outbound,20,11.0,2017-10-31 11:00:00+00:00,Sorry to hear that. Write to us here. ^KE
AirCo,outbound,21,12.0,2017-10-31 11:00:00+00:00,Please tell us the number of your flight.
"""

REVIEWS = """{"reviews": [
{"reviewer": {"displayName": "Katie"}, "starRating": "ONE", "comment": "The room was dirty when we came.",
 "createTime": "2024-05-01T10:00:00Z", "location": "Old Town",
 "reviewReply": {"comment": "Hi Katie! The room is cleaned now.\\nTom, Front desk", "updateTime": "2024-05-02T10:00:00Z"}},
{"reviewer": {"displayName": "Max"}, "comment": "Breakfast was cold and we waited long.",
 "createTime": "2024-06-01T10:00:00Z", "location": "Airport"}
]}"""

TALKS = """{"company": "Inn", "messages": [{"role": "customer", "text": "Where is my refund for the room?", "at": 1714557600}, \
{"role": "agent", "text": "It was sent today.", "at": 1714561200}, {"role": "customer", "text": "It has arrived, thanks."}]}
{"company": "Lodge", "messages": [{"role": "customer", "text": "Nobody cleaned our room.", "at": 1714557600}]}
"""

BOX = b"""From a Mon Mar  2 10:00:00 2020
From: Zuzana Kova <zuzana@example.com>
To: north@airco.example
Subject: Bag
Message-ID: <1@example.com>
Date: Mon, 2 Mar 2020 10:00:00 +0000

My bag is lost and nobody helps.

From b Mon Mar  2 10:00:10 2020
From: Robot <north@airco.example>
To: zuzana@example.com
Subject: Automatic reply: Bag
Auto-Submitted: auto-replied
Message-ID: <2@airco.example>
In-Reply-To: <1@example.com>
Date: Mon, 2 Mar 2020 10:00:10 +0000

We have your message.

From c Mon Mar  2 15:00:00 2020
From: Peter Lee <north@airco.example>
To: zuzana@example.com
Subject: Re: Bag
Message-ID: <3@airco.example>
In-Reply-To: <1@example.com>
Date: Mon, 2 Mar 2020 15:00:00 +0000

Dear Zuzana,

the bag is found.

Peter Lee
Baggage desk

> My bag is lost and nobody helps.

From d Tue Mar  3 10:00:00 2020
From: Oleg <oleg@example.com>
To: south@airco.example
Subject: Late
Message-ID: <9@example.com>
Date: Tue, 3 Mar 2020 10:00:00 +0000

The flight never came.
"""
